"""« Je m’en charge »: taken, left, taken over, given, ended; the journal is the office's alone."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.models import LabelDossier
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.access.models import User
from portal.access.roles import take_role
from portal.assignments import actions
from portal.assignments.models import Assignment
from portal.assignments.panels import entries_for
from portal.assignments.registry import assignments_of, bearers_of
from portal.models import Role
from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from portal.workflow import Forbidden, acting, audit_log
from tests.factories import make_dossier, make_user
from tests.labelling.audits.factories import make_mission
from tests.labelling.complaints.factories import make_admission, make_enquiry, make_misuse
from tests.portal.assignments.conftest import browser, codes, post, words_of

pytestmark = pytest.mark.django_db


def address(dossier, act):
    return f"/espace/en-charge/dossiers/{dossier.reference}/{act}/"


def told():
    return sorted(Message.objects.values_list("notice", "person__first_name"))


def sentences(user, thing):
    return [one.sentence for one in entries_for(user, thing)]


def running(thing):
    return [one.person.first_name for one in assignments_of(thing)]


def test_one_of_the_office_takes_it_and_the_page_says_so_to_the_other(sonia, paul, submitted):
    version = submitted.version
    answer = post(sonia, address(submitted, "prendre"))
    page = words_of(browser(paul).get(submitted.get_absolute_url()))
    own = words_of(browser(sonia).get(submitted.get_absolute_url()))
    submitted.refresh_from_db()

    assert answer.headers["Location"] == submitted.get_absolute_url()
    assert running(submitted) == ["Sonia"]
    assert "Qui s’en charge Sonia Vasseur, depuis le" in page
    assert "Reprendre" in page
    assert "Qui s’en charge Vous, depuis le" in own
    assert "Je ne m’en charge plus" in own
    assert sentences(paul, submitted) == ["Sonia Vasseur s’en charge."]
    assert submitted.version == version  # what others are writing is no conflict


def test_the_organism_learns_nothing_of_it(sonia, alice, submitted):
    actions.take(submitted, by=sonia)
    shown = [
        browser(alice).get(f"{submitted.get_absolute_url()}{part}").text
        for part in ("", "journal/")
    ]

    assert [("charge" in page, "Vasseur" in page) for page in shown] == [(False, False)] * 2
    assert sentences(alice, submitted) == []
    assert [bool(Assignment.objects.visible_to(one)) for one in (sonia, alice)] == [True, False]


def test_the_chain_of_the_journal_holds_with_lines_that_the_office_alone_reads(sonia, submitted):
    actions.take(submitted, by=sonia)
    with acting(submitted, by=sonia, act="note", sentence="a noté cela"):
        pass
    actions.release(submitted, by=sonia)

    assert audit_log.broken() == []
    assert [one.seq for one in audit_log.entries_of(submitted, is_inside=True)] == [3, 2, 1]
    assert [one.sentence for one in audit_log.entries_of(submitted)] == [
        "Sonia Vasseur a noté cela."
    ]


def test_only_its_bearer_leaves_it(sonia, paul, submitted):
    actions.take(submitted, by=sonia)

    assert codes(actions.release, submitted, by=paul) == ["not_yours"]
    post(sonia, address(submitted, "laisser"))
    assert running(submitted) == []
    assert sentences(sonia, submitted)[0] == "Sonia Vasseur ne s’en charge plus."
    assert codes(actions.release, submitted, by=sonia) == ["not_yours"]
    assert told() == []


def test_what_is_taken_is_not_taken_again_but_taken_over_and_the_former_is_told(
    sonia, paul, submitted
):
    first = actions.take(submitted, by=sonia)
    late = post(paul, address(submitted, "prendre"))
    again = codes(actions.take, submitted, by=sonia)
    done = post(paul, address(submitted, "reprendre"), prise=first.pk)
    first.refresh_from_db()

    assert (late.status_code, again, done.status_code) == (409, ["yours"], 302)
    assert "Sonia Vasseur s’en charge depuis le" in words_of(late)
    assert (running(submitted), first.released_by) == (["Paul"], paul)
    assert told() == [("assignment.taken_over", "Sonia")]
    assert (
        sentences(sonia, submitted)[0]
        == "Paul Suppléant reprend ce dont Sonia Vasseur se chargeait."
    )


def test_a_page_of_before_takes_nothing_over(sonia, paul, submitted):
    """Who presses « Reprendre » meant one bearer; another has it since."""
    luc = make_user("Luc", "Autre", roles=[Role.DEPUTY])
    first = actions.take(submitted, by=sonia)
    actions.take_over(submitted, by=paul, known=first.pk)
    answer = post(luc, address(submitted, "reprendre"), prise=first.pk)
    forged = post(luc, address(submitted, "reprendre"), prise="9" * 40)

    assert (answer.status_code, forged.status_code, running(submitted)) == (409, 409, ["Paul"])


def test_what_nobody_has_any_more_is_simply_taken(sonia, paul, submitted):
    first = actions.take(submitted, by=sonia)
    actions.release(submitted, by=sonia)
    actions.take_over(submitted, by=paul, known=first.pk)

    assert (running(submitted), told()) == (["Paul"], [])


def test_it_is_given_to_somebody_of_the_office_who_is_told(sonia, paul, dircom, submitted):
    actions.assign(submitted, paul, by=sonia)
    again = actions.assign(submitted, paul, by=sonia)
    codes_of = codes(actions.assign, submitted, dircom, by=sonia)

    assert (running(submitted), again.person, codes_of) == (["Paul"], paul, ["not_theirs"])
    assert told() == [("assignment.given", "Paul")]
    assert sentences(sonia, submitted) == ["Sonia Vasseur confie ceci à Paul Suppléant."]
    actions.assign(submitted, sonia, by=sonia)
    assert told() == [("assignment.given", "Paul"), ("assignment.taken_over", "Paul")]


def test_others_than_the_office_take_nothing(sonia, dircom, alice, bob, submitted):
    answers = [post(one, address(submitted, "prendre")).status_code for one in (alice, bob, dircom)]

    assert answers == [403, 404, 404]
    for person in (alice, dircom):
        with pytest.raises(Forbidden):
            actions.take(submitted, by=person)
    assert Assignment.objects.count() == 0


def test_an_unknown_kind_or_reference_is_missing(sonia, submitted):
    answers = [
        post(sonia, f"/espace/en-charge/{word}/{reference}/prendre/").status_code
        for word, reference in (("riens", submitted.reference), ("missions", submitted.reference))
    ]

    assert answers == [404, 404]


def test_the_dircom_shares_the_messages_of_the_public_with_the_office(sonia, dircom):
    enquiry, misuse, admission = make_enquiry(), make_misuse(), make_admission()
    actions.take(enquiry, by=dircom)
    actions.take(misuse, by=sonia)
    actions.take(admission, by=sonia)

    assert {one.reference for one in Assignment.objects.visible_to(dircom)} == {
        enquiry.reference,
        misuse.reference,
    }
    with pytest.raises(Forbidden):
        actions.take_over(admission, by=dircom)


def test_what_ends_is_nobody_s_any_more(sonia, alice, submitted):
    actions.take(submitted, by=sonia)
    LabelDossier.objects.filter(pk=submitted.pk).update(state="review")
    DOSSIER.fire(
        submitted, "discontinue", by=alice, reason="Nous reprendrons plus tard, dans un an."
    )

    assert running(submitted) == []
    assert codes(actions.take, submitted, by=sonia) == ["ended"]


def test_the_database_keeps_one_bearer(sonia, paul, submitted):
    taken = actions.take(submitted, by=sonia)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            thing_type=taken.thing_type,
            thing_id=taken.thing_id,
            reference="x",
            person=paul,
            given_by=paul,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=taken.pk).update(released_by=paul)


def test_who_has_left_the_office_reads_no_mail_of_it(sonia, paul, submitted, mailoutbox, settings):
    settings.QUIET_HOURS = None
    actions.take(submitted, by=paul)
    actions.take_over(submitted, by=sonia)
    take_role(paul, Role.DEPUTY)
    deliver_due()

    assert (mailoutbox, Message.objects.get().state) == ([], "dropped")


def test_the_bearers_of_many_things_are_one_query(sonia, paul, submitted):
    things = [submitted, make_mission(submitted), make_enquiry(), make_dossier()]
    for thing, person in zip(things[:3], (sonia, paul, paul), strict=True):
        actions.take(thing, by=person)
    with CaptureQueriesContext(connection) as captured:
        found = bearers_of(things)
        names = {thing: one.person.first_name for thing, one in found.items()}

    assert names == dict(zip(things[:3], ("Sonia", "Paul", "Paul"), strict=True))
    assert len(captured) == 1
    assert bearers_of([]) == {}


def test_who_leaves_an_office_or_closes_takes_care_of_nothing_more(sonia, paul, submitted):
    enquiry, other = make_enquiry(), make_dossier(state="review")
    paul.groups.add(*make_user("Diane", "Deux", roles=[Role.DIRCOM]).groups.all())
    paul = User.objects.get(pk=paul.pk)
    for thing in (submitted, enquiry, other):
        actions.take(thing, by=paul)
    take_role(paul, Role.DEPUTY)
    actions.release_all(paul)

    assert (running(submitted), running(enquiry), running(other)) == ([], ["Paul"], [])
    assert sentences(sonia, submitted)[0] == (
        "Paul Suppléant ne s’en charge plus\u00a0: sa fonction lui est retirée."
    )
    User.objects.filter(pk=paul.pk).update(is_active=False)
    actions.release_all(User.objects.get(pk=paul.pk))
    assert running(enquiry) == []
