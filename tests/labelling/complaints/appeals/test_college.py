"""College of an appeal (BR-100): it decides together, and reads what it judges."""

import pytest

from labelling.committee.complaints.handlers import actions
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.models import Message
from portal.web import worklist
from portal.workflow import Forbidden, Refused
from tests.labelling.accreditation.factories import make_auditor
from tests.labelling.committee.factories import fresh
from tests.labelling.complaints.appeals.factories import NOTIFIED, REASONS, at, proposed
from tests.labelling.complaints.factories import fire, lodge

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


def test_the_college_decides_together(decision, alice, committee):
    """Whoever writes the decision agrees to it; it is taken with the last agreement, and by nobody before."""
    with at(NOTIFIED):
        appeal, (writer, second, third) = proposed(decision, alice, committee)
        told = set(
            Message.objects.filter(notice="appeal.to_agree").values_list("person", flat=True)
        )
        with pytest.raises(Forbidden):
            fire(appeal, "agree", writer)
        states = [fresh(fire(appeal, "agree", second)).state]
        with pytest.raises(Forbidden):
            fire(appeal, "agree", second)
        with pytest.raises(Forbidden):
            fire(appeal, "decide", committee["PRES"])
        with pytest.raises(Refused) as early:
            fire(appeal, "decide", None)
        states.append(fresh(fire(appeal, "agree", third)).state)

    assert told == {second.pk, third.pk}
    assert [problem.text for problem in early.value.problems] == [
        f"{third} n’a pas encore donné son accord."
    ]
    assert states == ["proposed", "decided"]
    assert Message.objects.filter(notice="appeal.to_notify", person=committee["PRES"]).exists()


def test_a_member_of_the_college_asks_for_another_wording(decision, alice, committee):
    with at(NOTIFIED):
        appeal, (writer, second, third) = proposed(decision, alice, committee)
        fire(appeal, "agree", second)
        fire(appeal, "discuss", third, reason="Le motif ne répond pas au deuxième constat.")
        appeal = fresh(appeal)
        left = (appeal.state, list(appeal.agreed_by.all()), appeal.answer)
        fire(appeal, "propose", third, outcome="dismissed", answer=REASONS)
        agreed = list(fresh(appeal).agreed_by.all())

    assert left == ("investigated", [], REASONS)
    assert agreed == [third]
    rewritten = Message.objects.filter(notice="appeal.to_discuss").values_list("person", flat=True)
    assert set(rewritten) == {writer.pk, second.pk, third.pk}


def test_each_member_of_the_college_reads_what_waits_for_them(
    decision, alice, committee, signed_in
):
    with at(NOTIFIED):
        appeal, (writer, second, _third) = proposed(decision, alice, committee)
        tasks = {
            person: [(kind, task.hand) for kind, rows in worklist.lists(person).items() for task in rows
                     if appeal.reference in task.context]
            for person in (fresh(writer), fresh(second))
        }  # fmt: skip
        pages = [
            signed_in(person).get(appeal.get_absolute_url()).content.decode()
            for person in (writer, second)
        ]
        act = signed_in(second).get(f"{appeal.get_absolute_url()}donner-mon-accord/")

    assert list(tasks.values()) == [[("wait", "le collège chargé du recours")], [("do", "vous")]]
    assert ["Donner mon accord" in page for page in pages] == [False, True]
    assert "Il restera 1\u00a0accord à donner" in act.content.decode()


def test_the_college_reads_what_it_judges_and_only_while_it_does(
    decision, dossier, alice, committee, signed_in
):
    """BR-100: whoever handles an appeal reads the contested point and its dossier, linked from the appeal."""
    pierre = make_auditor("Pierre").user
    president = committee["PRES"]
    paths = [decision.item.get_absolute_url(), dossier.get_absolute_url()]

    def codes():
        client = signed_in(pierre)
        return [client.get(path).status_code for path in paths]

    with at(NOTIFIED):
        appeal = fire(lodge(decision, alice), "acknowledge", president)
        before = codes()
        actions.assign(appeal, [pierre, committee["S4"]], by=president)
        during = codes()
        page = signed_in(pierre).get(appeal.get_absolute_url()).content.decode()
        point = signed_in(pierre).get(paths[0]).content.decode()
        fire(appeal, "investigate", pierre, finding="Les preuves étaient au dossier.")
        fire(appeal, "propose", pierre, outcome="dismissed", answer=REASONS)
        fire(appeal, "agree", committee["S4"])
        fire(appeal, "notify", president)
        after = codes()

    assert (before, during, after) == ([404, 404], [200, 200], [404, 404])
    assert [f'href="{path}"' in page for path in paths] == [True, True]
    assert f'href="{decision.item.session.get_absolute_url()}"' not in point  # closed to them


def test_the_page_of_a_dossier_says_that_the_college_reads_it_without_a_query_more(
    decision, dossier, alice, committee, django_assert_num_queries
):
    """BR-100: what is read with the dossier says the same as what is asked of it."""

    def said():
        read = access.with_reasons(LabelDossier.objects.filter(pk=dossier.pk)).get()
        with django_assert_num_queries(0):
            told = [line.label for line in access.who_sees(read)]
        asked = [line.label for line in access.who_sees(fresh(dossier))]
        return told == asked, "le collège d’un recours" in told

    with at(NOTIFIED):
        before = said()
        fire(lodge(decision, alice), "acknowledge", committee["PRES"])
        during = said()

    assert (before, during) == ((True, False), (True, True))
