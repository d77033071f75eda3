"""Two members of an organism who present its observations at once (BR-72; PostgreSQL)."""

import pytest

from labelling.title.hearings.models import Hearing
from portal import documents
from portal.models import Role
from portal.workflow import Refused, audit_log
from tests.factories import make_member, make_organism, make_user
from tests.labelling.labels.factories import make_label
from tests.races import met_before, together, without_row_locks

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def answered_at_once():
    """(what was raised, the hearing, its lines of answer) of two members who send together."""
    organism = make_organism()
    people = [make_member(organism, "contact") for _ in range(2)]
    label = make_label(organism)
    facts = {"measure": "suspension", "reason": "Deux rappels écrits sont restés sans réponse."}
    office = make_user(roles=[Role.REFERENT])
    label.workflow.fire(label, "open_contradictory", by=office, **facts)

    def answer(person):
        hearing = Hearing.objects.get()
        return lambda: hearing.workflow.fire(
            hearing, "answer", by=person, observations=f"Ce qu’écrit {person}."
        )

    raised, hearing = together([answer(person) for person in people]), Hearing.objects.get()
    return raised, hearing, audit_log.entries_of(label).filter(act="answer").count()


def test_br72_of_two_answers_at_once_one_is_kept_and_the_other_is_told():
    raised, hearing, lines = answered_at_once()

    assert [type(one) for one in raised] == [Refused]
    assert (raised[0].codes, lines) == (["state"], 1)
    assert hearing.observations == f"Ce qu’écrit {hearing.answered_by}."


def test_br72_control_without_the_lock_both_are_kept_and_one_text_is_lost(monkeypatch):
    without_row_locks(monkeypatch)
    met_before(monkeypatch, documents, "store_each")

    raised, _, lines = answered_at_once()

    assert (raised, lines) == ([], 2)
