"""Causes of a dossier's time: they add up to it exactly, and say who or what was waited for."""

from datetime import date, timedelta

import pytest

from labelling.models import LabelDossier
from labelling.steering.process_map.cases import audit_log
from labelling.steering.process_map.cases.causes import (
    Audit,
    Cause,
    Life,
    avoided_by,
    by_cause,
    longest,
    pieces,
)
from labelling.steering.process_map.cases.lives import life_of, lives
from portal.core import clock
from portal.ui import words
from tests.factories import make_dossier
from tests.labelling.process_map import logs

START = date(2026, 1, 1)
ORGANISM, OFFICE, AUDITOR = "l’organisme", "le référent label", "l’auditeur"


def day(number):
    return START + timedelta(days=number)


def life(*states, until, **more):
    return Life([(day(n), state) for n, state in states], day(until), **more)


def told(one):
    return [((piece.start - START).days, str(piece.cause), piece.holder) for piece in pieces(one)]


def test_acts_that_follow_each_other_are_work_and_the_rest_is_waited_for():
    one = life((0, "draft"), (60, "submitted"), until=70, acts=[day(10), day(20), day(50)])

    assert told(one) == [
        (0, "somebody", ORGANISM),
        (10, "work", ORGANISM),
        (20, "somebody", ORGANISM),
        (50, "work", ORGANISM),
        (60, "somebody", OFFICE),
    ]


def test_a_session_and_a_pause_are_no_wait_of_somebody():
    one = life((0, "scheduled"), (30, "adjourned"), (90, "review"), until=100)

    assert by_cause(pieces(one)) == {
        (Cause.PAUSED, "personne"): 60,
        (Cause.SESSION, "le comité de labellisation"): 30,
        (Cause.SOMEBODY, OFFICE): 10,
    }


def test_an_audit_waits_for_its_auditor_then_for_its_day():
    audit = Audit(
        True, ((day(0), "to_assign"), (day(5), "proposed"), (day(15), "accepted"), (day(25), "planned")),
        starts_on=day(55),
    )  # fmt: skip
    one = life((0, "diagnosis"), until=60, audits=[audit])

    assert told(one) == [
        (0, "somebody", ORGANISM),
        (5, "somebody", AUDITOR),
        (25, "date", "la visite"),
        (55, "somebody", AUDITOR),
    ]


def test_a_preparation_waits_for_its_plan_then_for_its_window_then_for_the_office():
    audit = Audit(False, ((day(40), "to_assign"), (day(50), "accepted")))
    one = life(
        (0, "preparation"),
        until=120,
        planned_on=day(30),
        window=(day(100), day(200)),
        audits=[audit],
    )

    assert told(one) == [
        (0, "somebody", ORGANISM),
        (30, "date", "la fenêtre de l’audit"),
        (100, "somebody", OFFICE),
    ]


def test_the_longest_wait_says_what_would_have_avoided_it():
    worst = longest(pieces(life((0, "draft"), (60, "submitted"), until=70)))

    assert (worst.days, worst.holder) == (60, ORGANISM)
    assert avoided_by(worst) == (
        f"Une relance dès le {words.day(day(15))}, après 15 jours sans acte de l’organisme\u00a0: jusqu’à "
        "45\u00a0jours de moins."
    )


@pytest.mark.django_db
def test_what_was_taken_over_counts_from_the_day_of_its_fact(sonia):
    made = logs.open_on(make_dossier(state="review"), date(2026, 6, 1))
    LabelDossier.objects.filter(pk=made.pk).update(
        taken_over_on=date(2026, 6, 1), taken_facts={"since": "2026-03-02"}
    )
    made.refresh_from_db()

    assert life_of(made, clock.today()).states[0][0] == date(2026, 3, 2)


@pytest.mark.django_db
def test_the_page_of_a_dossier_tells_its_causes_and_their_sum(signed_in, dossier, sonia):
    client = signed_in(sonia)

    page = client.get(f"/espace/dossiers/{dossier.reference}/temps/").content.decode()
    total = (clock.today() - START).days
    assert f"{total}\u00a0jours" in page
    assert "Ce qui l’aurait évité." in page
    assert (
        f"/espace/dossiers/{dossier.reference}/temps/"
        in client.get(dossier.get_absolute_url()).content.decode()
    )


@pytest.mark.django_db
def test_the_life_of_one_is_that_of_all(dossier, sonia):
    other = logs.open_on(make_dossier(), date(2026, 5, 5))
    found = lives(LabelDossier.objects.all(), audit_log.read(), clock.today())

    assert {one.pk: life_of(one, clock.today()) for one in (dossier, other)} == found
