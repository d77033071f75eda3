"""System checks of the settings that Django's `check --deploy` does not make."""

import sys

from django.conf import settings
from django.core import checks
from django.utils.csp import CSP
from django.utils.module_loading import import_string

from portal.accounts import checks as login_audit
from portal.schema.versions import BOOT_ERROR

FORBIDDEN_APPS = (
    "django.contrib.admin",
    "allauth.headless",
    "allauth.socialaccount",
    "wagtail.api",
    "wagtail.contrib.simple_translation",
)
FORBIDDEN_VIEWS = (
    "wagtail.api",
    "wagtail.admin.api.v3",
    "allauth.headless",
    "allauth.socialaccount",
)
PER_PROCESS_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")
MAILS_THAT_STAY = ("console", "dummy", "filebased", "locmem", "EmlBackend")
SERVED = ("production", "rehearsal")  # what people reach by a network
CLOSED_DOOR = "portal.accounts.middleware.ClosedDoor"
SECOND_FACTOR = "portal.accounts.middleware.SecondFactorRequired"
SHORTEST_KEY = 50
SIZES_OF_IMAGES = "home.views.rendition"  # rows of PortalRendition alone


def error(number, sentence, hint=None):
    return checks.Error(sentence, hint=hint, id=f"portal.E{number:03d}")


def stop_on_fault():
    """For a web server, which runs no check: what stops each command stops it too, with the same sentences."""
    faults = [one for one in checks.run_checks(tags=[checks.Tags.security]) if one.is_serious()]
    if faults:
        sys.stderr.write("".join(f"{one.msg} ({one.id})\n" for one in faults))
        sys.exit(BOOT_ERROR)


def deploy(test):
    """A check of `check --deploy`; the test profile is no deployment."""
    return checks.register(test, checks.Tags.security, deploy=True)


@deploy
def cache_is_shared(**_):
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith(PER_PROCESS_CACHES):
        return []
    return [
        error(1, "Le cache n’est pas partagé : les limites d’essais se comptent par processus.")
    ]


@deploy
def one_door(**_):
    found = login_audit.sign_in_doors()
    if len(found) == 1:
        return []
    return [
        error(
            2, f"Il faut une seule porte de connexion ; trouvées : {', '.join(found) or 'aucune'}."
        )
    ]


@deploy
def nothing_more_is_mounted(**_):
    apps = [app for app in settings.INSTALLED_APPS if app.startswith(FORBIDDEN_APPS)]
    views = {
        address
        for address, view in login_audit.views()
        if view.__module__.startswith(FORBIDDEN_VIEWS)
    }
    return [
        error(3, f"« {name} » ne doit pas être installé ni monté.")
        for name in (*apps, *sorted(views))
    ]


@deploy
def media_have_no_route(**_):
    """Originals and documents are beside the public sizes of images: one view, by row, serves these."""
    prefix = settings.MEDIA_URL.lstrip("/")
    served = [
        address
        for address, view in login_audit.views()
        if prefix and address.startswith(prefix) and _name(view) != SIZES_OF_IMAGES
    ]
    return [error(4, f"L’adresse {address} sert MEDIA_ROOT.") for address in served]


def _name(view):
    return f"{view.__module__}.{getattr(view, '__qualname__', '')}"


@deploy
def documents_pass_by_their_view(**_):
    if settings.WAGTAILDOCS_SERVE_METHOD == "serve_view":
        return []
    return [error(5, "WAGTAILDOCS_SERVE_METHOD doit valoir « serve_view ».")]


@deploy
def proxies_are_counted(**_):
    """Without the number of proxies, an invented X-Forwarded-For escapes the limits."""
    counted = settings.ALLAUTH_TRUSTED_PROXY_COUNT > 0
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) and not counted:
        return [error(6, "SECURE_PROXY_SSL_HEADER suppose un mandataire : donnez TRUSTED_PROXIES.")]
    return []


@deploy
def content_policy_is_strict(**_):
    policy = getattr(settings, "SECURE_CSP", None) or {}
    if (
        "django.middleware.csp.ContentSecurityPolicyMiddleware" not in settings.MIDDLEWARE
        or not policy
    ):
        return [error(7, "Aucune politique de contenu (SECURE_CSP) n’est envoyée.")]
    scripts = policy.get("script-src") or policy.get("default-src") or [CSP.UNSAFE_INLINE]
    if {CSP.UNSAFE_INLINE, CSP.UNSAFE_EVAL, "*"}.isdisjoint(scripts):
        return []
    return [
        error(7, "SECURE_CSP laisse exécuter des scripts venus d’ailleurs ou écrits dans la page.")
    ]


@deploy
def mails_leave(**_):
    kept = [
        m["BACKEND"]
        for m in settings.MAILERS.values()
        if any(w in m["BACKEND"] for w in MAILS_THAT_STAY)
    ]
    if settings.PORTAL_PROFILE != "production" or not kept:
        return []
    return [error(8, f"En production, les courriels ne partent pas avec {', '.join(kept)}.")]


@deploy
def files_are_scanned(**_):
    """A warning: a portal may start before its antivirus; `/sante/services/` goes on saying it."""
    if settings.PORTAL_PROFILE not in SERVED or settings.ANTIVIRUS_URL:
        return []
    said = (
        "ANTIVIRUS_URL est vide\u00a0: les fichiers déposés, les documents et les images du site s’ouvrent sans avoir "
        "été analysés."
    )
    return [checks.Warning(said, hint="Installez clamd (docs/operations.md).", id="portal.W001")]


@checks.register(checks.Tags.security)
def clock_is_real(**_):
    """A rehearsal clock in production would date real decisions."""
    if settings.PORTAL_PROFILE == "production" and settings.PORTAL_CLOCK:
        return [error(9, "PORTAL_CLOCK est réservée aux répétitions : retirez-la en production.")]
    return []


@checks.register(checks.Tags.security)
def a_rehearsal_seals_nothing(**_):
    """A document of a rehearsal under the seal of the union would be a true one."""
    if settings.PORTAL_PROFILE == "rehearsal" and (settings.SEAL_KEY or settings.SEAL_PASSPHRASE):
        return [
            error(
                18,
                "Une répétition n’a pas la clé du sceau\u00a0: retirez SEAL_KEY et SEAL_PASSPHRASE.",
            )
        ]
    return []


@checks.register(checks.Tags.security)
def a_rehearsal_is_shut(**_):
    if settings.PORTAL_PROFILE != "rehearsal":
        return []
    leaving = [
        m["BACKEND"]
        for m in settings.MAILERS.values()
        if not any(w in m["BACKEND"] for w in MAILS_THAT_STAY)
    ]
    wanted = {
        "Une répétition n’envoie aucun courriel\u00a0: MAILERS doit les garder sur la machine.": not leaving,
        f"MIDDLEWARE doit contenir {CLOSED_DOOR}\u00a0: une répétition est fermée aux inconnus.": (
            CLOSED_DOOR in settings.MIDDLEWARE
        ),
        "IS_REHEARSAL doit valoir vrai\u00a0: chaque page dit «\u00a0Répétition\u00a0».": settings.IS_REHEARSAL,
    }
    return [error(19, sentence) for sentence, is_met in wanted.items() if not is_met]


@checks.register(checks.Tags.security)
def demonstration_doors_are_closed(**_):
    """BR-07: /demo/ signs in without a password; it exists in the demonstration only."""
    if settings.DEMO_DOORS and settings.PORTAL_PROFILE != "demonstration":
        return [error(10, "DEMO_DOORS ouvre /demo/ hors de la démonstration : retirez ce réglage.")]
    return []


@deploy
def secret_key_is_secret(**_):
    key = settings.SECRET_KEY
    if settings.PORTAL_PROFILE not in SERVED:
        return []
    if len(key) >= SHORTEST_KEY and len(set(key)) > 10 and not key.startswith("demonstration"):
        return []
    return [error(11, f"SECRET_KEY doit avoir {SHORTEST_KEY} caractères tirés au hasard.")]


@deploy
def no_shared_password(**_):
    """A page or collection password is one more thing to guess, without any counter."""
    names = ("WAGTAIL_PRIVATE_PAGE_OPTIONS", "WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS")
    return [
        error(12, f'{name} doit contenir {{"SHARED_PASSWORD": False}}.')
        for name in names
        if getattr(settings, name, {}).get("SHARED_PASSWORD", True)
    ]


@deploy
def sign_up_is_closed(**_):
    adapter = import_string(settings.ACCOUNT_ADAPTER)()
    routes = [
        address
        for address, view in login_audit.views()
        if "Signup" in getattr(view, "__name__", "")
    ]
    if adapter.is_open_for_signup(None) or routes:
        return [
            error(13, "L’inscription libre est ouverte ; les comptes s’ouvrent par invitation.")
        ]
    return []


@deploy
def requests_are_bounded(**_):
    bounds = {
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 10 * 1024 * 1024,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 100,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5_000,
    }
    return [
        error(14, f"{name} doit être un nombre, au plus {most}.")
        for name, most in bounds.items()
        if not getattr(settings, name) or getattr(settings, name) > most
    ]


@deploy
def second_factor_is_asked(**_):
    """BR-07, and what it stands on."""
    wanted = {
        f"MIDDLEWARE doit contenir {SECOND_FACTOR}.": SECOND_FACTOR in settings.MIDDLEWARE,
        "MFA_ADAPTER doit valoir « portal.accounts.adapter.MfaAdapter ».": (
            settings.MFA_ADAPTER == "portal.accounts.adapter.MfaAdapter"
        ),
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN doit rester faux en production.": (
            settings.PORTAL_PROFILE not in SERVED or not settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN
        ),
    }
    return [error(15, sentence) for sentence, is_met in wanted.items() if not is_met]


@deploy
def resets_leave_no_address(**_):
    """allauth's own generator writes unverified addresses, which then forbid a second factor."""
    wanted = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
    if getattr(settings, "ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR", "") == wanted:
        return []
    return [error(16, f"ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR doit valoir « {wanted} ».")]


@deploy
def pages_ask_who_is_there(**_):
    wanted = "django.contrib.auth.middleware.LoginRequiredMiddleware"
    if wanted in settings.MIDDLEWARE:
        return []
    return [
        error(
            17, f"MIDDLEWARE doit contenir {wanted}\u00a0: une page est fermée sauf avis contraire."
        )
    ]
