"""Tasks of dossiers on a member's home: to do, waiting for another, to watch, and their cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.dossiers import worklist
from portal.core import clock
from portal.web import worklist as lists
from tests.factories import make_dossier

pytestmark = pytest.mark.django_db


def told(user):
    sources = (worklist.office_tasks, worklist.office_watch, worklist.organism_tasks)
    tasks = [task for source in sources for task in source(user)]
    return [(task.list, task.title, task.hand) for task in tasks]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", (lists.WATCH, "Brouillon", "l’organisme")),
        ("submitted", (lists.DO, "Vérifier que le dossier est complet", "vous")),
        ("to_complete", (lists.WAIT, "À compléter", "l’organisme")),
        ("audit", (lists.WAIT, "Audit en cours", "l’auditeur")),
        ("review", (lists.DO, "Instruire, puis inscrire au comité", "vous")),
        ("scheduled", (lists.WAIT, "Inscrit au comité", "le comité de labellisation")),
    ],
)
def test_the_office_sees_what_it_holds_and_what_waits(organism, sonia, state, expected):
    make_dossier(organism, state=state)

    assert told(sonia) == [expected]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", (lists.DO, "Constituer et déposer le dossier", "vous")),
        ("submitted", (lists.WAIT, "Déposé", "le référent label")),
        ("to_complete", (lists.DO, "Répondre aux compléments demandés", "vous")),
        ("follow_up", (lists.DO, "Répondre aux constats de l’audit", "vous")),
        ("scheduled", (lists.WAIT, "Inscrit au comité", "le comité de labellisation")),
    ],
)
def test_a_member_sees_the_same_dossier_from_the_other_side(organism, chloe, state, expected):
    make_dossier(organism, state=state)

    assert told(chloe) == [expected]


@pytest.mark.parametrize("state", ["granted", "refused", "discontinued", "dismissed"])
def test_a_finished_dossier_leaves_the_lists(organism, chloe, sonia, state):
    make_dossier(organism, state=state)

    assert (told(chloe), told(sonia)) == ([], [])


def test_br15_a_proposal_to_dismiss_is_to_be_decided(organism, sonia):
    make_dossier(organism, state="to_complete", dismissal_proposed_on=clock.today())

    assert told(sonia) == [(lists.DO, "Décider du classement sans suite", "vous")]


def test_strangers_and_other_roles_are_told_nothing(dossier, bob, dircom):
    assert (told(bob), told(dircom)) == ([], [])


def test_the_lists_cost_the_same_with_many_dossiers(organism, sonia, chloe):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            told(sonia)
            told(chloe)
        return len(captured)

    make_dossier(organism)
    cost()  # the roles of each person are read once
    before = cost()
    for _ in range(50):
        make_dossier(state="submitted")

    assert cost() == before
    assert (len(worklist.office_tasks(sonia)), len(worklist.office_watch(sonia))) == (
        worklist.BOUND,
        1,
    )
