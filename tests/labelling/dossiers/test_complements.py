"""Requests of complements that wait (BR-15): written otherwise, given more time, withdrawn, cancelled."""

from datetime import timedelta

import pytest

from labelling.path.dossiers.parts import actions
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock, working_days
from portal.models import Message
from portal.workflow import audit_log
from tests.labelling.dossiers.factories import fresh, refused_step, submitted

pytestmark = pytest.mark.django_db
FIRST, SECOND = (
    "La lettre n’est pas signée par la direction.",
    "La convention n’a pas sa dernière page.",
)


@pytest.fixture
def asked(organism, alice, sonia):
    dossier = submitted(organism, alice)
    requests = [("", FIRST), ("", SECOND)]
    return DOSSIER.fire(
        dossier, "request_complement", by=sonia, requests=requests, reason=FIRST,
        due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip


def page_of(dossier, act):
    return f"{dossier.get_absolute_url()}{act}/"


def told(dossier, name):
    rows = Message.objects.filter(notice=f"dossier.{name}", thing_id=dossier.pk)
    return rows.values("person").distinct().count()


def test_a_request_is_corrected_another_withdrawn_and_the_date_extended(
    asked, alice, sonia, signed_in
):
    first, second = asked.complements.all()
    actions.begin_answers(asked, {second.pk: "Nous la cherchons"}, by=alice, seen=None)
    client, url = signed_in(sonia), page_of(asked, "modifier-la-demande")
    shown = client.get(url).context["form"]
    assert [shown[f"request_{one.pk}"].value() for one in (first, second)] == [FIRST, SECOND]
    later = clock.today() + timedelta(days=60)
    data = {
        f"request_{first.pk}": "La lettre n’est pas datée par la direction.",
        f"request_{second.pk}": "",
        "due_on": later.isoformat(),
        "version": fresh(asked).version,
    }

    assert client.post(url, data).status_code == 302

    for one in (first, second):
        one.refresh_from_db()
    dossier = fresh(asked)
    assert (dossier.state, dossier.due_on, first.due_on) == ("to_complete", later, later)
    assert first.reason == "La lettre n’est pas datée par la direction."
    assert (first.is_waiting, second.is_waiting) == (True, False)
    assert (second.reason, second.answer) == (SECOND, "Nous la cherchons")
    entry = audit_log.entries_of(dossier)[0]
    assert entry.data["before"] == {str(first.pk): FIRST, str(second.pk): SECOND}
    assert told(dossier, "complement_changed") > 0
    seen = signed_in(alice).get(page_of(dossier, "complements")).context["form"]
    assert list(seen.fields) == [f"answer_{first.pk}", f"file_{first.pk}"]


def test_a_request_is_never_emptied_whole_but_cancelled(asked, sonia, signed_in):
    rows = asked.complements.all()
    later = clock.today() + timedelta(days=60)
    data = {f"request_{one.pk}": "" for one in rows} | {"due_on": later.isoformat()}

    answer = signed_in(sonia).post(page_of(asked, "modifier-la-demande"), data)

    assert (answer.status_code, [one.is_waiting for one in asked.complements.all()]) == (
        422,
        [True, True],
    )


def test_a_cancelled_request_waits_for_nobody_and_the_check_goes_on(asked, alice, sonia, signed_in):
    data = {"reason": "Ces pièces étaient déjà versées ailleurs.", "version": asked.version}

    assert signed_in(sonia).post(page_of(asked, "annuler-la-demande"), data).status_code == 302

    dossier = fresh(asked)
    assert (dossier.state, dossier.due_on) == (
        "submitted",
        working_days.add_working_days(clock.today(), 15),
    )
    assert list(dossier.complements.waiting()) == []
    assert "unanswered" not in refused_or_none(dossier, sonia)
    assert told(dossier, "complement_cancelled") > 0
    assert "Retirée" in signed_in(alice).get(dossier.get_absolute_url()).text


def refused_or_none(dossier, by):
    conditions = DOSSIER.transitions["register"].conditions(dossier)
    return [problem.code for one in conditions for problem in one.problems]


@pytest.mark.parametrize("step", ["change_complement", "cancel_complement"])
def test_the_organism_changes_no_request(asked, alice, step):
    assert refused_step(asked, step, alice) == ["forbidden"]
