"""System checks of the portal: each finds its fault, and a sound production has none."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.contrib.auth.views import LoginView
from django.core.checks import run_checks
from django.urls import path
from django.utils.csp import CSP
from django.views.generic import TemplateView
from wagtail.api.v2.views import PagesAPIViewSet

import portal.urls
from portal import checks

RIGHT_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"


@pytest.fixture
def production(settings):
    """What a production machine has; each test spoils one thing."""
    settings.PORTAL_PROFILE = "production"
    settings.IS_DEMO = settings.DEMO_DOORS = False
    settings.SECRET_KEY = "kP3v-9xQz_7LmW2sRt8YbN4cJdF6gHhA5eUuVoXi0ZqTyBnMw1"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}}
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    settings.MFA_ADAPTER = "portal.accounts.adapter.MfaAdapter"
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    settings.ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = RIGHT_GENERATOR
    settings.WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
    settings.WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
    return settings


def faults(*, deploy=True):
    messages = run_checks(tags=["security"], include_deployment_checks=deploy)
    return [m for m in messages if (m.id or "").startswith("portal.E0")]


def found():
    """The identifiers of our faults."""
    return sorted(message.id for message in faults())


def spoil(settings, **values):
    for name, value in values.items():
        setattr(settings, name, value)


def test_a_sound_production_has_no_fault(production):
    assert found() == []


@pytest.mark.parametrize(
    ("number", "values"),
    [
        (1, {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}),
        (1, {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}}),
        (5, {"WAGTAILDOCS_SERVE_METHOD": "direct"}),
        (
            6,
            {
                "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
                "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
            },
        ),
        (7, {"SECURE_CSP": {}}),
        (
            7,
            {
                "SECURE_CSP": {
                    "default-src": [CSP.SELF],
                    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
                }
            },
        ),
        (
            8,
            {"MAILERS": {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}},
        ),
        (8, {"MAILERS": {"default": {"BACKEND": "portal.notifications.backends.EmlBackend"}}}),
        (9, {"PORTAL_CLOCK": "2026-11-24"}),
        (10, {"DEMO_DOORS": True}),
        (11, {"SECRET_KEY": "demonstration-" + "0" * 50}),
        (11, {"SECRET_KEY": "court"}),
        (12, {"WAGTAIL_PRIVATE_PAGE_OPTIONS": {}}),
        (12, {"WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS": {"SHARED_PASSWORD": True}}),
        (13, {"ACCOUNT_ADAPTER": "allauth.account.adapter.DefaultAccountAdapter"}),
        (14, {"DATA_UPLOAD_MAX_NUMBER_FILES": None}),
        (14, {"DATA_UPLOAD_MAX_MEMORY_SIZE": 10**9}),
        (15, {"MFA_ADAPTER": "allauth.mfa.adapter.DefaultMFAAdapter"}),
        (15, {"MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}),
        (
            16,
            {
                "ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR": "allauth.account.forms.EmailAwarePasswordResetTokenGenerator"
            },
        ),
    ],
)
def test_each_fault_is_found(production, number, values):
    spoil(production, **values)

    assert found() == [f"portal.E{number:03d}"]


SEALED = {"SEAL_KEY": "/etc/portail/sceau.p12"}
SMTP = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}


@pytest.mark.parametrize(
    ("number", "values"),
    [
        (None, {}),
        (11, {"SECRET_KEY": "court"}),
        (15, {"MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": True}),
        (18, SEALED),
        (18, {"SEAL_PASSPHRASE": "mot"}),
        (19, {"MAILERS": SMTP}),
        (19, {"IS_REHEARSAL": False}),
        (19, {"MIDDLEWARE": [m for m in project.MIDDLEWARE if "ClosedDoor" not in m]}),
    ],
)
def test_each_fault_of_a_rehearsal_is_found(production, number, values):
    spoil(production, PORTAL_PROFILE="rehearsal", IS_REHEARSAL=True, PORTAL_CLOCK="/tmp/absent")
    production.MAILERS = {"default": {"BACKEND": "portal.notifications.backends.EmlBackend"}}
    spoil(production, **values)

    assert found() == ([f"portal.E{number:03d}"] if number else [])


@pytest.mark.parametrize(
    ("number", "middleware"),
    [
        (7, "django.middleware.csp.ContentSecurityPolicyMiddleware"),
        (15, "portal.accounts.middleware.SecondFactorRequired"),
        (17, "django.contrib.auth.middleware.LoginRequiredMiddleware"),
    ],
)
def test_a_missing_guard_is_found(production, number, middleware):
    production.MIDDLEWARE = [name for name in production.MIDDLEWARE if name != middleware]

    assert found() == [f"portal.E{number:03d}"]


def with_routes(settings, *routes):
    module = type(sys)("routes_of_a_test")
    module.urlpatterns = [*routes, *portal.urls.urlpatterns]
    module.handler403, module.handler404, module.handler500 = (
        portal.urls.handler403,
        portal.urls.handler404,
        portal.urls.handler500,
    )
    settings.ROOT_URLCONF = module


def test_a_second_door_is_found(production):
    with_routes(production, path("gestion/login/", LoginView.as_view()))

    assert found() == ["portal.E002"]
    assert "/gestion/login/, /compte/connexion/" in checks.one_door()[0].msg


def test_wagtail_s_own_door_is_found_when_nothing_hides_it(production):
    module = type(sys)("routes_without_closed_doors")
    names = ("cms/login/", "_util/login/")
    module.urlpatterns = [p for p in portal.urls.urlpatterns if str(p.pattern) not in names]
    production.ROOT_URLCONF = module

    assert "/cms/login/" in checks.one_door()[0].msg
    assert "/_util/login/" in checks.one_door()[0].msg


def test_a_route_to_the_media_is_found(production):
    with_routes(
        production, path("media/<path:path>", TemplateView.as_view(template_name="404.html"))
    )

    assert found() == ["portal.E004"]


@pytest.mark.parametrize("app", ["django.contrib.admin", "wagtail.api.v2", "allauth.headless"])
def test_an_app_that_opens_doors_is_found(production, app):
    production.INSTALLED_APPS.append(app)  # named only: starting it is not the matter here
    try:
        assert found() == ["portal.E003"]
    finally:
        production.INSTALLED_APPS.remove(app)


def test_a_view_that_opens_the_pages_to_machines_is_found(production):
    with_routes(production, path("api/v2/pages/", PagesAPIViewSet.as_view({"get": "listing_view"})))

    assert found() == ["portal.E003"]


def test_every_fault_is_a_french_sentence(production):
    spoil(production, DEMO_DOORS=True, PORTAL_CLOCK="2026-11-24", WAGTAILDOCS_SERVE_METHOD="direct")

    assert sorted(m.id for m in faults()) == ["portal.E005", "portal.E009", "portal.E010"]
    assert all(m.msg.endswith(".") for m in faults())


def test_the_start_itself_refuses_demonstration_doors_elsewhere(production):
    """Not at deployment only: each command and each worker refuses."""
    production.DEMO_DOORS = True

    assert [m.id for m in faults(deploy=False)] == ["portal.E010"]


def production_environment(folder):
    return {
        "PATH": os.environ["PATH"],
        "PORTAL_PROFILE": "production",
        "PORTAL_VAR": str(folder),
        "SECRET_KEY": "kP3v-9xQz_7LmW2sRt8YbN4cJdF6gHhA5eUuVoXi0ZqTyBnMw1",
        "ALLOWED_HOSTS": "portail.example",
        "PORTAL_ADDRESS": "https://portail.example",
        "DATABASE_URL": f"sqlite:///{folder}/x.sqlite3",
        "MAIL_URL": "smtp+tls://portail:secret@127.0.0.1:587",
        "ANTIVIRUS_URL": "tcp://127.0.0.1:3310",
        "TRUSTED_PROXIES": "1",
    }


def run_python(environment, *words):
    return subprocess.run(
        [sys.executable, *words],
        cwd=project.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("spoiled", "number"),
    [
        ({}, ""),
        pytest.param({"PORTAL_CLOCK": "2026-11-24"}, "portal.E009", marks=pytest.mark.slow),
        pytest.param({"ANTIVIRUS_URL": ""}, "portal.W001", marks=pytest.mark.slow),
    ],
)
def test_check_deploy_on_a_production_environment(tmp_path, spoiled, number):
    """`manage.py check --deploy --fail-level WARNING` gives 0, and not 0 with a rehearsal clock or no antivirus."""
    words = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = run_python(production_environment(tmp_path) | spoiled, *words)

    assert (done.returncode == 0) == (not spoiled), done.stderr
    assert number in done.stderr


@pytest.mark.parametrize(
    ("clock", "end", "sentence"),
    [
        ("", 0, ""),
        (
            "-86400",
            3,
            "PORTAL_CLOCK est réservée aux répétitions\u00a0: retirez-la en production. (portal.E009)\n",
        ),
    ],
)
def test_the_web_process_refuses_a_rehearsal_clock_in_production(tmp_path, clock, end, sentence):
    """`gunicorn portal.wsgi` runs no check: the module itself does, and 3 stops gunicorn for good."""
    (tmp_path / "static").mkdir()
    environment = production_environment(tmp_path) | {"PORTAL_CLOCK": clock}
    done = run_python(environment, "-c", "import portal.wsgi")

    assert (done.returncode, done.stderr) == (end, sentence)


def test_a_production_without_antivirus_says_so(production):
    told = {
        address: [m.id for m in checks.files_are_scanned()]
        for address in ("", "tcp://127.0.0.1:3310")
        if not setattr(production, "ANTIVIRUS_URL", address)
    }

    assert told == {"": ["portal.W001"], "tcp://127.0.0.1:3310": []}
