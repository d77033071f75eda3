"""Hearings that the référent closes: the measure is no longer considered, its point taken off for good (BR-72)."""

from datetime import date

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem
from labelling.title.labels.models import Label
from portal.models import Message
from portal.workflow import Refused, audit_log
from tests.labelling.committee.factories import make_committee, make_session
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
REASON = "Les corrections sont faites, et vérifiées sur place par l’auditeur."


@pytest.fixture
def heard(organism, alice):
    return make_label(organism, notice_sent_on=date(2026, 10, 1), reason="L’accueil n’ouvre plus.")


def fire(label, name, **values):
    return label.workflow.fire(label, name, **values)


def refusal(label, by):
    with pytest.raises(Refused) as refused:
        fire(label, "drop_hearing", by=by, reason=REASON)
    return refused.value.codes


def test_br72_a_measure_whose_point_is_taken_off_for_good_closes_its_hearing(heard, sonia):
    make_committee()
    item = actions.add(make_session(sonia, days=40), AgendaItem.Kind.WITHDRAWAL, heard, by=sonia)
    before = refusal(heard, sonia)
    item.workflow.fire(
        item, "remove", by=sonia, reason="La mesure n’est plus envisagée par le label."
    )
    still = Label.objects.get(pk=heard.pk).notice_sent_on

    label = fire(Label.objects.get(pk=heard.pk), "drop_hearing", by=sonia, reason=REASON)

    assert (before, still) == (["listed"], date(2026, 10, 1))
    assert (label.state, label.notice_sent_on, label.reason) == ("active", None, "")
    assert audit_log.entries_of(label)[0].reason == REASON
    assert Message.objects.filter(notice="label.hearing_dropped", thing_id=label.pk).exists()
    assert refusal(label, sonia) == ["no_notice"]


def test_a_suspended_label_keeps_the_reason_of_its_suspension(heard, sonia):
    carla = make_committee()["PRES"]
    label = fire(heard, "drop_hearing", by=sonia, reason=REASON)
    label = fire(label, "safeguard", by=carla, reason="Un ascenseur est arrêté depuis un mois.")
    label = fire(label, "open_contradictory_suspended", by=sonia, reason="Le retrait est envisagé.")

    label = fire(label, "drop_hearing_suspended", by=sonia, reason=REASON)

    assert (label.state, label.reason) == ("suspended", "Un ascenseur est arrêté depuis un mois.")


def test_the_act_stands_under_the_others_and_says_what_it_does(heard, sonia, alice, signed_in):
    shown = signed_in(sonia).get(heard.get_absolute_url()).text
    page = signed_in(sonia).get(f"{heard.get_absolute_url()}clore-la-phase-contradictoire/")

    assert "Clore la phase contradictoire" in shown
    assert "une autre se notifierait de nouveau par écrit" in page.text
    assert signed_in(alice).get(page.request["PATH_INFO"]).status_code == 403
