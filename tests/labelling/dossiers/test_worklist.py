"""Tasks of dossiers on a member's home: to do, waiting for another, to watch, and their cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.dossiers import worklist
from portal.core import clock
from portal.web import worklist as lists
from tests.factories import make_dossier, make_member, make_organism

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
    make_dossier(state="submitted")
    cost()  # the roles of each person are read once
    before = cost()
    for _ in range(50):
        make_dossier(state="submitted")

    assert cost() == before
    assert (len(worklist.office_tasks(sonia)), len(worklist.office_watch(sonia))) == (
        worklist.BOUND,
        1,
    )


def first_of(user):
    return [(one.list, one.title, one.url, one.hand) for one in worklist.first_dossiers(user)]


def test_who_has_just_been_let_in_is_led_to_a_first_dossier(organism, alice, chloe, signed_in):
    """The signatory opens it; a contact knows whom they wait for."""
    address = f"/espace/dossiers/ouvrir/?organisme={organism.slug}"
    title = "Ouvrir le premier dossier"
    told_to = first_of(alice), first_of(chloe)
    page = signed_in(alice).get(address).text

    assert told_to == (
        [(lists.DO, title, address, "vous")],
        [(lists.WAIT, title, "/espace/dossiers/", "la personne signataire")],
    )
    assert str(organism) in page


@pytest.mark.parametrize("state", ["draft", "granted", "dismissed"])
def test_an_organism_that_has_had_a_dossier_needs_no_first_one(organism, alice, state):
    make_dossier(organism, state=state)

    assert first_of(alice) == []


def test_nobody_opens_a_first_dossier_for_an_organism_that_exercises_no_more(organism, alice):
    type(organism).objects.update(is_active=False)

    assert first_of(alice) == []


def test_who_is_of_several_organisms_reads_each_in_one_query(organism, alice):
    counts = []
    for _ in range(2):
        list(worklist.first_dossiers(alice))
        with CaptureQueriesContext(connection) as asked:
            counts.append(len(list(worklist.first_dossiers(alice))))
        counts.append(len(asked))
        make_member(make_organism(), user=alice, function="signatory")
        alice = type(alice).objects.get(pk=alice.pk)

    assert counts[0] + 1 == counts[2]
    assert counts[1] == counts[3]
