"""Page « Services », the homes of who watches, and the checks of the command: one list."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.cache import cache, caches
from django.core.management import CommandError, call_command

from portal.models import JournalCheck, Role
from portal.ops import health, worker
from tests.factories import make_user
from tests.portal.cache.standins import closed_port

pytestmark = [pytest.mark.django_db, pytest.mark.dated("machine")]  # that of the database is told
PAGE = "/espace/services/"
ALERT = "Un service du portail demande votre attention"


@pytest.fixture
def theo():
    return make_user("Théo", "Technique", roles=[Role.TECH])


@pytest.fixture
def broken(monkeypatch):
    """One service more, whose state is told: `broken("panne")`."""

    def add(state, **more):
        one = health.Check(
            "essai", "Essai", lambda: (state, "constaté ainsi"), health.always,
            "Ce que cela change.", "Ce qu’il faut faire.", is_far=False,
        )  # fmt: skip
        monkeypatch.setattr(health, "CHECKS", [*health.CHECKS, one])

    return add


def text(answer):
    return " ".join(answer.content.decode().split())


def test_each_service_says_what_its_failure_means_and_what_to_do():
    assert [one.name for one in health.CHECKS if not (one.harm and one.remedy)] == []
    assert len({one.name for one in health.CHECKS}) == len(health.CHECKS)


@pytest.mark.parametrize("state", ["panne", "attention"])
def test_the_page_says_what_fails_what_it_changes_and_what_to_do(theo, signed_in, broken, state):
    worker.beat()
    well = text(signed_in(theo).get(PAGE))
    broken(state)
    page = text(signed_in(theo).get(PAGE))

    assert ("Chaque service va bien" in well, "Ce qu’il faut faire." in well) == (True, False)
    assert [
        said in page
        for said in (
            "constaté ainsi.",
            "Ce que cela change.",
            "Ce qu’il faut faire.",
        )
    ] == [True, True, True]


def test_the_page_does_not_exist_for_others(alice, dircom, signed_in):
    assert [signed_in(one).get(PAGE).status_code for one in (alice, dircom)] == [404, 404]


def test_a_far_service_is_asked_once_a_minute_whoever_asks(client, monkeypatch):
    asked = []
    one = health.Check(
        "loin", "Loin", lambda: asked.append(1) or ("ok", ""), health.always, "", "", is_far=True
    )
    monkeypatch.setattr(health, "CHECKS", [one])
    for _ in range(3):
        client.get("/sante/services/")
    often = len(asked)
    health.services(is_fresh=True)
    caches["answers"].clear()  # a minute later
    client.get("/sante/services/")

    assert (often, len(asked)) == (1, 3)


def test_what_anybody_reads_of_a_service_is_its_state_alone(client, broken):
    broken("panne")
    services = client.get("/sante/services/", headers={"Accept": "application/json"}).json()[
        "services"
    ]

    assert {tuple(one) for one in services} == {("name", "label", "state", "detail")}


@pytest.fixture
def home(settings, signed_in, theo):
    """`home(user)`: whether the alert stands there, once homes watch the services."""
    settings.WATCHES_SERVICES = True
    worker.beat()
    return lambda user=theo: ALERT in text(signed_in(user).get("/espace/"))


def test_the_homes_of_the_desk_say_what_failed_at_the_last_look(home, sonia, alice, broken):
    health.keep_what_fails()
    well = home()
    broken("panne")
    health.keep_what_fails()

    assert (well, home(), home(sonia), home(alice)) == (False, True, True, False)
    assert health.failing() == ["Essai"]


def test_a_silent_worker_is_what_the_home_says(home, monkeypatch):
    never = (home(), health.failing())
    health.keep_what_fails()
    now = health.time.time()
    monkeypatch.setattr(health.time, "time", lambda: now + worker.SILENT + 1)

    assert never == (True, ["Travail de fond"])
    assert health.failing() == ["Travail de fond"]


def test_the_home_stands_while_the_shared_cache_is_away(home, settings):
    redis = settings.REDIS | {"LOCATION": closed_port()}
    settings.CACHES = settings.CACHES | {"default": redis}

    assert (home(), health.failing()) == (True, ["Cache partagé"])


def test_a_home_costs_no_query_for_it(settings, theo, django_assert_num_queries):
    settings.WATCHES_SERVICES = True
    with django_assert_num_queries(0):
        health.failing()


def check():
    said = StringIO()
    try:
        call_command("start", "--check", stdout=said)
    except CommandError as error:
        return 1, said.getvalue(), str(error)
    return 0, said.getvalue(), ""


def test_the_command_tells_each_service_and_fails_when_one_is_down(broken):
    worker.beat()
    well, services = check(), health.services()
    broken("panne")
    wrong = check()

    assert (well[0], wrong[0], "panne" in well[1]) == (0, 1, False)
    assert len(well[1].splitlines()) == len(services)
    assert [line.strip() for line in wrong[1].splitlines()[-2:]] == [
        "panne     Essai\u00a0: constaté ainsi", "À faire\u00a0: Ce qu’il faut faire."
    ]  # fmt: skip
    assert wrong[2].startswith("Un service au moins est en panne")


def test_a_warning_does_not_fail_the_command(broken):
    worker.beat()
    broken("attention")

    assert check()[0] == 0


def test_the_checks_invite_nobody():
    with pytest.raises(CommandError, match="donnez-le seul"):
        call_command("start", "--check", "--technical", "theo@exemple.fr")


def test_a_start_tells_the_services_after_the_invitations():
    said = StringIO()
    call_command("start", technical="theo@exemple.fr", referent="claire@exemple.fr", stdout=said)

    assert "Travail de fond\u00a0: jamais vu" in said.getvalue()


def test_without_database_the_command_says_so_before_it_asks_anything(monkeypatch):
    (base,) = [one for one in health.CHECKS if one.name == "base"]
    away = replace(base, ask=lambda: 1 / 0)
    monkeypatch.setattr(health, "CHECKS", [away])

    with pytest.raises(
        CommandError, match=r"Base de données.: ne répond pas\. Démarrez PostgreSQL"
    ):
        call_command("start")


def test_a_verification_of_the_journal_leaves_its_result():
    call_command("verify_journal", stdout=StringIO())
    call_command("verify_journal", stdout=StringIO())

    assert [(one.pk, one.faults) for one in JournalCheck.objects.all()] == [(1, 0)]
    assert cache.get(health.FAILING) is None
