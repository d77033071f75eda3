"""Access lines and JSON lines of the logs: one an event, its identity, and nothing that somebody typed."""

import io
import json
import logging
from datetime import UTC, datetime

import pytest
from django.conf import settings as django_settings
from django.tasks import task
from django.test import Client, RequestFactory

from portal.core import logs
from portal.core.logs import JsonLines, told_path
from portal.web import access_log
from tests.factories import make_user

PASSWORD = "trois chats dorment dehors"
GIVEN = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def logged():
    """`logged()`: the lines of production since the last call, read."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    names = ("", "portal", "portal.requests", "django.tasks")
    levels = [(logging.getLogger(name), logging.getLogger(name).level) for name in names]
    for one, _level in levels:
        one.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)

    def read():
        text = stream.getvalue()
        stream.seek(0)
        stream.truncate()
        return [json.loads(line) for line in text.split("\n") if line]

    yield read
    logging.getLogger().removeHandler(handler)
    for one, level in levels:
        one.setLevel(level)


def access(lines):
    return [line for line in lines if line["logger"] == "portal.requests"]


def test_a_request_is_one_line_with_its_method_path_status_and_duration(db, logged):
    Client().get("/annuaire/?q=Untel")
    (line,) = access(logged())

    assert {k: v for k, v in line.items() if k not in ("at", "ms", "request")} == {
        "level": "INFO", "logger": "portal.requests", "message": "GET /annuaire/ 200",
        "method": "GET", "path": "/annuaire/", "status": 200,
    }  # fmt: skip
    assert line["at"].endswith("Z")
    assert abs(datetime.fromisoformat(line["at"]) - datetime.now(UTC)).total_seconds() < 60
    assert line["ms"] >= 0


@pytest.mark.parametrize(
    ("given", "is_kept"),
    [
        (GIVEN, True),
        ("6f1c2d3e-0000-4000-8000-0123456789ab", True),
        ("", False),
        ("Madame Untel", False),
        ('deadbeef", "level": "x', False),
        ("a" * 200, False),
    ],
)
def test_the_identity_of_the_proxy_is_kept_when_it_is_one_and_answered(
    client, logged, given, is_kept
):
    answer = client.get("/sante/", headers={"X-Request-ID": given})
    (line,) = access(logged())

    assert answer["X-Request-ID"] == line["request"]
    assert (line["request"] == given) == is_kept
    assert access_log.VALID.fullmatch(line["request"])


def test_two_requests_have_two_identities_and_nothing_outside_has_one(client, logged):
    found = {client.get("/sante/")["X-Request-ID"] for _ in range(2)}

    assert (len(found), logs.REQUEST_ID.get()) == (2, "")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/espace/dossiers/QH-D-2026-0001/", "/espace/dossiers/QH-D-2026-0001/"),
        ("/annuaire/sophie-arnaud/", "/annuaire/<slug>/"),
        ("/espace/fichiers/6f1c2d3e-0000-4000-8000-0123456789ab/", "/espace/fichiers/<token>/"),
        ("/nulle-part/sophie@exemple.fr", "/nulle-part/…"),
        ("/actualites/sophie-arnaud-a-dit/", "/actualites/…"),
        ("/sophie@exemple.fr", "/…"),
        ("/", "/"),
    ],
)
def test_a_path_is_told_without_what_it_captures(path, told):
    assert told_path(RequestFactory().get(path)) == told


def test_an_exception_is_told_by_its_type_and_its_place(logged):
    typed = "sophie@exemple.fr"
    try:
        raise ValueError(typed)
    except ValueError:
        logging.getLogger("portal.essai").exception("essai")
    (line,) = logged()

    assert (line["error"], line["message"]) == ("ValueError", "essai")
    assert line["where"][-1].endswith("test_an_exception_is_told_by_its_type_and_its_place")
    assert typed not in json.dumps(line)


def test_what_django_says_of_a_path_is_told_like_it(db, logged):
    Client().get("/annuaire/sophie-arnaud/")
    lines = logged()

    assert [line["message"] for line in lines if line["logger"] == "django.request"] == [
        "Not Found: /annuaire/<slug>/"
    ]
    assert "sophie" not in json.dumps(lines)


def test_nothing_typed_at_the_door_is_logged(db, logged):
    lea = make_user("Léa", "Martin", email="lea@test.example", password=PASSWORD)
    browser = Client()
    for password in ("faux " * 3, PASSWORD):
        browser.post("/compte/connexion/", {"login": lea.email, "password": password})
    browser.post("/compte/mot-de-passe/oubli/", {"email": lea.email})
    said = json.dumps(logged(), ensure_ascii=False)

    assert [one for one in (lea.email, "Martin", PASSWORD, "faux") if one in said] == []
    assert "POST /compte/" in said


@task
def speak():
    logging.getLogger("portal.essai").info("fait")


def test_a_task_is_followed_from_the_request_that_asked_for_it(db, logged):
    """Its key stands in a line of the request, then bears the lines of the task."""
    token = logs.REQUEST_ID.set(GIVEN)
    result = speak.enqueue()
    after = logs.REQUEST_ID.get()
    logs.REQUEST_ID.reset(token)
    lines = logged()

    assert {line["request"] for line in lines if line["message"] == "fait"} == {str(result.id)}
    assert [line["request"] for line in lines if "enqueued" in line["message"]] == [GIVEN]
    assert after == GIVEN


def test_a_task_that_a_command_asks_for_leaves_no_line_before_it_runs(db, logged):
    """The installer of a portal reads what its commands say."""
    speak.enqueue()

    assert [line for line in logged() if "enqueued" in line["message"]] == []
    told = logs.configuration(is_json=True)
    levels = {one["level"] for one in (told["root"], *told["loggers"].values())}
    assert "DEBUG" not in levels


@task
def speak_between():
    speak.enqueue()
    logging.getLogger("portal.essai").info("entre")


def test_a_task_asked_by_a_task_gives_each_its_own_identity_back(db, logged):
    """Done at once, as in the tests: the outer one speaks after the inner one, and nothing is left behind."""
    before = logs.REQUEST_ID.get()
    result = speak_between.enqueue()
    after = logs.REQUEST_ID.get()
    said = {line["message"]: line["request"] for line in logged() if "request" in line}

    assert (said["entre"], said["fait"] != result.id, after) == (result.id, True, before)


def test_production_logs_json_lines_and_others_plain_ones():
    said = {name: logs.configuration(is_json=name) for name in (True, False)}

    assert [said[name]["handlers"]["console"]["formatter"] for name in (True, False)] == [
        "json",
        "plain",
    ]
    assert [said[name]["root"]["handlers"] for name in (True, False)] == [["console"], []]
    assert django_settings.MIDDLEWARE[0] == "portal.web.access_log.AccessLog"


def test_gunicorn_says_what_breaks_without_the_address():
    from gunicorn.config import Config  # noqa: PLC0415 -- heavy

    from portal.ops.logs import Logger  # noqa: PLC0415 -- same

    logger, stream = Logger(Config()), io.StringIO()
    for handler in logger.error_log.handlers:
        handler.setStream(stream)
    try:
        raise OSError("x")
    except OSError:
        logger.exception("Error handling request %s", "/compte/invitation/secret/")
    (line,) = map(json.loads, stream.getvalue().splitlines())

    assert (line["message"], line["error"]) == ("Error handling request …", "OSError")


def test_a_line_is_one_line(logged):
    logging.getLogger("portal.essai").info("un\ndeux\r\u2028trois")

    assert [line["message"] for line in logged()] == ["un\ndeux\r\u2028trois"]
