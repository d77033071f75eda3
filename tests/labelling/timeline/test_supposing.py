"""« Et si cela glisse ? »: what follows a late step, written nowhere, held by the address."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.steering.timeline.facts import read
from labelling.steering.timeline.forms import SlipForm
from labelling.steering.timeline.pages import changes
from labelling.steering.timeline.steps.walk import Slip
from labelling.title.labels.models import Label
from tests.factories import make_dossier
from tests.labelling.labels.factories import make_label
from tests.labelling.timeline.factories import announce, dates, line, plain

pytestmark = pytest.mark.django_db
PAGE = "/espace/organismes/valmeyre-habitat/chronologie/"


@pytest.fixture
def label(organism):
    return make_label(organism, start_on=date(2025, 1, 1), end_on=date(2027, 12, 31))


def trouble(organism, user, name, slip):
    found = line(organism, user, name, slip).trouble
    return found and (plain(found.sentence), found.is_impossible)


def test_br17_a_late_audit_needs_a_waiver_and_moves_what_follows(organism, sonia, label):
    slip = Slip(f"{label.reference}.audit", date(2027, 10, 15))

    usual, supposed = dates(organism, sonia), dates(organism, sonia, slip)

    assert trouble(organism, sonia, "audit", slip) == (
        "L’audit devait commencer avant le 30 septembre 2027 : il y faut une dérogation.",
        False,
    )
    assert (usual["rapport"][1], supposed["rapport"][1]) == (date(2027, 8, 23), date(2027, 11, 15))


def test_br65_a_decision_after_the_end_of_the_label_leaves_a_gap(organism, sonia, label):
    slip = Slip(f"{label.reference}.audit", date(2027, 10, 15))

    sentence, is_impossible = trouble(organism, sonia, "seance", slip)

    day = dates(organism, sonia, slip)["seance"][1]
    assert day > label.end_on
    assert is_impossible
    assert sentence.startswith(
        "Le label prend fin le 31 décembre 2027, avant cette décision : l’organisme serait sans label "
        "du 1er janvier 2028 au "
    )
    assert dates(organism, sonia, slip)["label"][1] == day


def test_br17_an_audit_never_opens_before_its_window(organism, sonia, label):
    make_dossier(organism, dossier_type="renewal", state="preparation")
    slip = Slip(f"{label.reference}.audit", date(2027, 6, 1))

    assert trouble(organism, sonia, "audit", slip) == (
        "L’audit ouvre au plus tôt le 30 juin 2027.",
        True,
    )


def test_an_audit_waits_for_the_registration(organism, sonia, label):
    slip = Slip(f"{label.reference}.audit", date(2027, 7, 5))

    assert trouble(organism, sonia, "audit", slip) == (
        "Le dossier ne serait recevable que le 22 juillet 2027.",
        True,
    )


def test_a_filing_that_slips_by_weeks_is_late_and_moves_the_registration(organism, sonia, label):
    slip = Slip(f"{label.reference}.depot", weeks=6)

    found = dates(organism, sonia, slip)

    assert found["depot"] == (date(2027, 8, 11), date(2027, 8, 11))
    assert found["recevabilite"][1] == date(2027, 9, 1)
    assert trouble(organism, sonia, "depot", slip) == (
        "Après le dernier jour de dépôt, le 30 juin 2027.",
        False,
    )


def test_a_filing_after_the_window_makes_the_audit_late(organism, sonia, label):
    slip = Slip(f"{label.reference}.depot", date(2027, 10, 1))

    assert trouble(organism, sonia, "audit", slip)[0].endswith("il y faut une dérogation.")


def test_a_missed_session_moves_the_decision_and_the_label(organism, sonia):
    dossier = make_dossier(organism, state="scheduled", due_on=date(2026, 12, 17))

    found = dates(organism, sonia, Slip(f"{dossier.reference}.seance", weeks=5))

    assert found["seance"][1] == found["label"][1] == date(2027, 1, 21)


def test_br47_a_session_too_soon_would_have_its_agenda_frozen(organism, sonia):
    dossier = make_dossier(organism, state="review", due_on=date(2026, 12, 20))
    announce(date(2027, 1, 20))

    slip = Slip(f"{dossier.reference}.seance", date(2027, 1, 5))

    sentence, is_impossible = trouble(organism, sonia, "seance", slip)
    assert (sentence[:46], is_impossible) == (
        "Son ordre du jour serait gelé le 15 décembre 2",
        True,
    )


def test_an_adjourned_dossier_comes_back_within_its_delay(organism, sonia):
    dossier = make_dossier(organism, state="scheduled", due_on=date(2026, 12, 17))
    code = f"{dossier.reference}.ajournement"

    inside = dates(organism, sonia, Slip(code, date(2027, 6, 17)))
    beyond = trouble(organism, sonia, "ajournement", Slip(code, date(2027, 6, 18)))

    assert (inside["seance"][1], inside["label"][1]) == (date(2026, 12, 17), date(2027, 6, 17))
    assert trouble(organism, sonia, "ajournement", Slip(code, date(2027, 6, 17))) is None
    assert beyond == ("Un dossier ajourné revient au plus tard le 17 juin 2027.", False)


def test_a_filing_that_no_rule_dates_gives_what_follows_once_supposed(organism, alice):
    found = dates(organism, alice, Slip("candidature.depot", date(2027, 3, 1)))

    assert (found["depot"][1], found["recevabilite"][1]) == (date(2027, 3, 1), date(2027, 3, 22))


def test_what_a_supposition_moves_beyond_three_years_is_told_too(organism, sonia, label):
    slip = Slip(f"{label.reference}.audit", date(2031, 3, 3))

    after, moved = changes(read(sonia, organism), slip)

    told = {change.after.code.rpartition(".")[2]: change.after.last for change in moved}
    assert told["audit"] == date(2031, 3, 3)
    assert told["rapport"] == date(2031, 4, 2)
    assert {change.after.code for change in moved} <= {one.code for one in after}


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"au": "demain"}, "Saisissez une date valide."),
        ({"au": "2026-11-01"}, "Choisissez aujourd’hui ou une date à venir."),
        ({"au": "2199-01-01"}, "Choisissez une date d’ici dix ans."),
        ({}, "Dites une date ou un nombre de semaines."),
        ({"au": "2027-01-01", "semaines": "3"}, "Dites une date ou un nombre de semaines, pas les deux."),
        ({"semaines": "-2"}, "Assurez-vous que cette valeur est supérieure ou égale à 1."),
        ({"au": "2027-01-01", "decale": "rien.audit"}, "Ce choix n’existe pas\u00a0: prenez-en un dans la liste."),
    ],
)  # fmt: skip
def test_what_cannot_be_supposed_gets_a_sentence(
    signed_in, organism, sonia, label, asked, sentence
):
    answer = signed_in(sonia).get(PAGE, {"decale": f"{label.reference}.audit"} | asked)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "Ce qui changerait" not in answer.content.decode()


def test_the_address_holds_the_choice_and_nothing_is_written(
    signed_in, organism, sonia, alice, label
):
    asked = {"decale": f"{label.reference}.audit", "au": "2027-10-15"}
    signed_in(sonia).get(PAGE)

    with CaptureQueriesContext(connection) as queries:
        first = signed_in(sonia).get(PAGE, asked).content.decode()
    second = signed_in(alice).get(PAGE, asked).content.decode()

    assert "Ce qui changerait" in first
    assert "Ce qui changerait" in second
    about = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql for sql in about if "labelling_" in sql or "portal_entry" in sql] == []
    assert Label.objects.get().end_on == date(2027, 12, 31)


def test_an_unbound_form_supposes_nothing():
    assert SlipForm({}, []).slip is None
