"""Homes and lists of an office: who has taken each thing, what waits for them, what is to do again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.committee.complaints.models import Complaint
from portal.access import affiliations
from portal.assignments import actions
from portal.assignments.actions import declare, end
from portal.assignments.registry import read_bearers
from portal.models import Role
from portal.web import worklist
from tests.access.turns.test_turns import panel
from tests.factories import make_dossier, make_user
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import make_mission
from tests.labelling.complaints.factories import make_complaint, make_enquiry
from tests.labelling.labels.factories import make_label
from tests.portal.assignments.conftest import at, away, browser, day, words_of

pytestmark = pytest.mark.django_db
DOSSIERS, REQUESTS = "/espace/dossiers/", "/espace/demandes/"


def rows(user, thing):
    """[(list, who holds it, what is said of who has it)] of a thing on the home."""
    found = worklist.lists(user)
    return [
        (name, task.hand, task.context.rpartition(", ")[2])
        for name, tasks in found.items()
        for task in tasks
        if task.url.startswith(thing.get_absolute_url())
    ]


def test_what_somebody_present_has_taken_waits_for_them_at_the_others(sonia, paul, submitted):
    before = rows(paul, submitted)
    actions.take(submitted, by=sonia)

    assert before == [("do", "vous", submitted.reference)]
    assert rows(sonia, submitted) == [("do", "vous", "vous vous en chargez")]
    assert rows(paul, submitted) == [("wait", "Sonia Vasseur", "Sonia Vasseur s’en charge")]
    actions.release(submitted, by=sonia)
    assert rows(paul, submitted) == before


def test_it_is_to_do_again_while_its_bearer_is_absent(sonia, paul, submitted):
    with at(3):
        actions.take(submitted, by=sonia)
    with away(sonia) as absence:
        meanwhile = rows(paul, submitted)
        own = rows(sonia, submitted)
        page = words_of(browser(paul).get(submitted.get_absolute_url()))
        end(absence, by=sonia)
        affiliations.forget(paul)
        after = rows(paul, submitted)

    assert meanwhile == [("do", "vous", "Sonia Vasseur s’en charge (à vous en son absence)")]
    assert own == [("do", "vous", "vous vous en chargez")]
    assert after == [("wait", "Sonia Vasseur", "Sonia Vasseur s’en charge")]
    assert "Absence notée du 4 mai 2026 au 15 mai 2026 : c’est à vous de le faire." in page


@pytest.mark.parametrize("how", ["closed", "left"])
def test_it_is_to_do_again_once_its_bearer_is_of_the_office_no_more(sonia, paul, submitted, how):
    """Even before the desk of accounts has released it."""
    actions.take(submitted, by=sonia)
    if how == "closed":
        type(sonia).objects.filter(pk=sonia.pk).update(is_active=False)
    else:
        sonia.groups.clear()

    assert [one[:2] for one in rows(paul, submitted)] == [("do", "vous")]


def things(organism, submitted):
    Complaint.objects.all().delete()
    return [
        submitted,
        make_mission(submitted),
        make_accreditation(state="submitted"),
        make_enquiry(),
        make_complaint(),
    ]


def test_every_kind_of_thing_that_is_shared_is_shown_so(sonia, paul, organism, submitted):
    shared = things(organism, submitted)
    before = [[row[0] for row in rows(paul, thing)] for thing in shared]
    for thing in shared:
        actions.take(thing, by=sonia)

    assert before == [["do"]] * len(shared)
    assert [[row[0] for row in rows(paul, thing)] for thing in shared] == [["wait"]] * len(shared)


def test_a_suspended_label_that_is_watched_says_who_has_it(sonia, paul):
    label = make_label(state="suspended")
    actions.take(label, by=sonia)

    assert [one[::2] for one in rows(paul, label)] == [("watch", "Sonia Vasseur s’en charge")]


def test_a_complaint_that_was_given_to_handlers_is_theirs_whoever_had_taken_it(sonia, paul):
    complaint = make_complaint()
    actions.take(complaint, by=sonia)
    Complaint.objects.filter(pk=complaint.pk).update(state="acknowledged")
    complaint.handlers.set([paul])
    affiliations.forget(paul)

    assert [one[0] for one in rows(paul, complaint)] == ["do"]


def on_its_page(person, thing):
    return panel(browser(person).get(thing.get_absolute_url()).text)[0]


def test_the_page_of_each_kind_says_the_same_hand_as_the_home(sonia, paul, organism, submitted):
    shared = things(organism, submitted)
    for thing in shared:
        actions.take(thing, by=sonia)

    assert [on_its_page(sonia, thing) for thing in shared] == ["à vous"] * len(shared)
    assert [on_its_page(paul, thing) for thing in shared] == ["à Sonia Vasseur"] * len(shared)
    with at(3):
        absence = declare(sonia, from_on=day(4), until_on=day(15), by=sonia)
    with at(5):
        assert absence.has_begun
        assert [on_its_page(paul, thing) for thing in shared] == ["à vous"] * len(shared)
    sonia.groups.clear()
    assert [on_its_page(paul, thing) for thing in shared] == ["à vous"] * len(shared)


def test_the_page_of_a_complaint_with_handlers_says_that_it_is_theirs(sonia, paul):
    complaint = make_complaint()
    actions.take(complaint, by=sonia)
    Complaint.objects.filter(pk=complaint.pk).update(state="acknowledged")
    complaint.handlers.set([paul])
    affiliations.forget(paul)

    assert on_its_page(paul, complaint) == "à vous"


def cost(act):
    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def costs(person):
    client = browser(person)
    return [cost(lambda url=url: client.get(url)) for url in ("/espace/", DOSSIERS, REQUESTS)]


def test_homes_and_lists_cost_nothing_more_for_what_is_taken(sonia, paul, organism, submitted):
    """As many queries with nothing taken, one thing, many."""
    enquiries = [make_enquiry() for _ in range(3)]
    free = costs(paul)
    actions.take(submitted, by=sonia)
    one = costs(paul)
    for thing in (*enquiries, *(make_dossier(state="submitted") for _ in range(3))):
        actions.take(thing, by=sonia)

    assert (one, costs(paul)) == (free, free)


def test_who_has_taken_a_thing_and_their_absence_cost_its_page_one_query_at_most(
    sonia, paul, chloe, submitted
):
    free = [
        cost(lambda p=one: browser(p).get(submitted.get_absolute_url())) for one in (paul, chloe)
    ]
    actions.take(submitted, by=sonia)
    taken = [
        cost(lambda p=one: browser(p).get(submitted.get_absolute_url())) for one in (paul, chloe)
    ]

    assert [more - one for one, more in zip(free, taken, strict=True)] == [1, 0]


def test_things_of_two_kinds_that_have_one_key_are_not_taken_for_each_other(sonia):
    enquiry = make_enquiry()
    dossier = make_dossier(state="submitted", pk=enquiry.pk)
    actions.take(dossier, by=sonia)

    found = read_bearers([enquiry, dossier])
    assert {thing: bearer.name for thing, bearer in found.items()} == {dossier: str(sonia)}
    assert read_bearers([enquiry]) == {}


def listed(person, url):
    page = browser(person).get(url)
    return [row.reference for row in page.context["page"]]


@pytest.mark.parametrize(("url", "make"), [(DOSSIERS, None), (REQUESTS, make_enquiry)])
def test_a_list_says_who_has_each_and_keeps_one_s_own_or_nobody_s(sonia, paul, url, make):
    make = make or (lambda: make_dossier(state="submitted"))
    mine, theirs, free = make(), make(), make()
    actions.take(mine, by=paul)
    actions.take(theirs, by=sonia)
    page = words_of(browser(paul).get(url))

    assert "Qui s’en charge" in page
    assert "Sonia Vasseur" in page
    assert listed(paul, f"{url}?charge=moi") == [mine.reference]
    assert listed(paul, f"{url}?charge=personne") == [free.reference]
    assert len(listed(paul, f"{url}?charge=autre")) == 3


@pytest.mark.parametrize("url", [DOSSIERS, REQUESTS])
def test_an_organism_reads_neither_the_column_nor_the_filter(sonia, chloe, submitted, url):
    actions.take(submitted, by=sonia)
    page = browser(chloe).get(f"{url}?charge=personne")

    said = [one in page.text for one in ('name="charge"', "Qui s’en charge", "Vasseur")]
    assert said == [False] * 3


def test_the_dircom_reads_who_has_what_it_shares(sonia, dircom, paul):
    enquiry, complaint = make_enquiry(), make_complaint()
    actions.take(enquiry, by=sonia)
    actions.take(complaint, by=paul)
    page = browser(dircom).get(REQUESTS)

    assert {row.reference: row.bearer_name for row in page.context["page"]} == {
        enquiry.reference: "Sonia Vasseur"
    }
    assert "Paul Suppléant" not in page.text
    make_user("Denis", "Autre", roles=[Role.DIRCOM])
    assert [one[0] for one in rows(dircom, enquiry)] == ["wait"]
