"""Membership (BR-88): what the label and the accreditation open, and on which dates."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Acceptance, Charter, Space, SpaceMember
from community.spaces.members.roles import (
    MEMBER,
    PAUSED,
    READER,
    forget,
    place,
    readers,
    standings,
    standings_of,
    writers,
)
from community.spaces.rules import belongs, co_animator
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.access import affiliations
from portal.core import clock
from tests.factories import make_member, make_organism
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.framework.factories import draft_of
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


def club():
    return Space.objects.get(slug="club")


def level(user, space=None):
    forget(user)
    mine = place(user, space or club())
    return mine.standing.level if mine else None


def accept(user, space):
    charter = Charter.objects.filter(kind=space.kind).first()
    Acceptance.objects.create(space=space, charter=charter, person=user)
    forget(user)


def test_br_88_the_club_opens_with_the_label(organism, alice, bob):
    make_label(organism)

    assert [level(alice), level(bob)] == [MEMBER, None]


def test_br_88_a_suspension_pauses_and_its_end_opens_again(organism, alice):
    label = make_label(organism, state="suspended")
    paused = level(alice)
    label.state = "active"
    label.save()

    assert [paused, level(alice)] == [PAUSED, MEMBER]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 31), MEMBER),
        (date(2026, 4, 1), READER),
        (date(2026, 9, 30), READER),
        (date(2026, 10, 1), None),
    ],
)
def test_br_88_reading_goes_on_six_months_after_the_label(organism, alice, day, expected):
    make_label(organism, start_on=date(2023, 4, 1), end_on=date(2026, 3, 31))

    with clock.at(datetime(day.year, day.month, day.day, 12)):
        assert level(alice) == expected


def test_br_88_a_withdrawn_label_leaves_reading_and_an_annulled_one_nothing(organism, alice, bob):
    make_label(organism, state="withdrawn", ended_on=date(2026, 11, 1))
    make_label(bob.memberships.get().organism, state="annulled", ended_on=date(2026, 11, 1))

    assert [level(alice), level(bob)] == [READER, None]


def test_br_88_the_months_are_those_of_the_rules(organism, alice):
    label = make_label(organism, start_on=date(2023, 4, 1), end_on=date(2026, 8, 31))
    before = level(alice)
    shorter = draft_of(LabelRulesVersion, club_read_months=2)
    LabelDossier.objects.filter(pk=label.dossier_id).update(rules=shorter)

    assert [before, level(alice)] == [READER, None]


def test_br_88_engaged_organisms_belong_when_the_rules_say_so(dossier, alice):
    type(dossier).objects.filter(pk=dossier.pk).update(
        state="registered", submitted_on=date(2026, 10, 1)
    )
    before = level(alice)
    draft_of(LabelRulesVersion, start=date(2026, 11, 25), club_takes_engaged=True).publish()

    with clock.at(datetime(2026, 11, 25, 12)):
        assert [before, level(alice)] == [None, MEMBER]


def test_br_88_auditors_enter_with_their_accreditation(db):
    space = Space.objects.get(slug="auditeurs")
    auditors = [make_auditor("Ali"), make_auditor("Agnès")]
    ali, ended = (one.user for one in auditors)
    dates = {"starts_on": date(2026, 1, 1), "ends_on": date(2028, 12, 31)}
    make_accreditation(auditors[0], state="active", **dates)
    dates = {"starts_on": date(2023, 1, 1), "ends_on": date(2026, 8, 31)}
    make_accreditation(auditors[1], state="active", **dates)

    assert [level(ali, space), level(ended, space), level(ali)] == [MEMBER, READER, None]


def test_a_working_group_opens_to_whom_it_names_as_long_as_a_status_lasts(organism, alice, bob):
    group = Space.objects.create(slug="charges", kind="group", name="Charges et énergie")
    make_label(organism)
    for person in (alice, bob):
        SpaceMember.objects.create(space=group, person=person)

    assert [level(alice, group), level(bob, group)] == [MEMBER, None]


def test_a_regional_group_opens_to_the_labelled_organisms_of_the_region(alice, organism):
    here = Space.objects.create(slug="ara", kind="regional", name="ARA", region=organism.region)
    there = Space.objects.create(slug="bretagne", kind="regional", name="Bretagne", region="53")
    make_label(organism)

    assert [level(alice, here), level(alice, there)] == [MEMBER, None]


def test_one_writes_once_the_charter_in_force_is_accepted(organism, alice):
    make_label(organism)
    before = belongs(alice, club())
    accept(alice, club())
    after = belongs(alice, club())
    Charter.objects.create(kind="club", number=2, text="Nouvelle", starts_on=date(2026, 11, 24))
    forget(alice)

    assert [before, after, belongs(alice, club())] == [False, True, False]


def test_a_co_animator_is_named_and_must_belong(organism, alice, bob):
    make_label(organism)
    for person in (alice, bob):
        SpaceMember.objects.create(space=club(), person=person, function="animator")
        accept(person, club())

    assert [co_animator(alice, club()), co_animator(bob, club())] == [True, False]


def test_lists_rows_and_people_agree_on_who_sees_the_club(organism, alice, bob, sonia):
    make_label(organism)
    everybody = [alice, bob, sonia]

    seen = [list(Space.objects.visible_to(user).filter(slug="club")) for user in everybody]
    told = {line.label: list(line.people) for line in access.who_sees(club())}

    assert [len(rows) for rows in seen] == [1, 0, 1]
    assert told["les membres de l’espace"] == [alice]
    assert told["le référent label"] == [sonia]


def test_readers_are_more_than_writers(organism, alice, bob):
    make_label(organism)
    make_label(bob.memberships.get().organism, state="suspended")

    assert [readers(club()), writers(club())] == [{alice.pk, bob.pk}, {alice.pk}]


def test_standing_costs_the_same_for_one_and_many(organism, alice):
    make_label(organism)

    def cost(read):
        forget(alice)
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    cost(lambda: place(alice, club()))
    one = [cost(lambda: place(alice, club())), cost(lambda: readers(club()))]
    for _ in range(20):
        make_label(make_member(make_organism()).memberships.get().organism)
        Space.objects.create(slug=f"g{_}", kind="group", name="Groupe")

    assert [cost(lambda: place(alice, club())), cost(lambda: readers(club()))] == one


def test_br_88_what_a_process_remembers_ends_with_the_commit(transactional_db):
    """A suspension, a departure: at once for who stands there and for the whole of the club."""
    alice, bob = make_member(make_organism()), make_member(make_organism())
    label, _ = (make_label(one.memberships.get().organism) for one in (alice, bob))

    def now():
        return [level(alice), level(bob), readers(club()), writers(club())]

    before = now()
    type(label).objects.filter(pk=label.pk).update(state="suspended")
    paused = now()
    bob.memberships.update(is_active=False)
    affiliations.forget(bob)

    assert before == [MEMBER, MEMBER, {alice.pk, bob.pk}, {alice.pk, bob.pk}]
    assert paused == [PAUSED, MEMBER, {alice.pk, bob.pk}, {bob.pk}]
    assert now() == [PAUSED, None, {alice.pk}, set()]


def test_a_few_people_stand_as_the_whole_says(organism, alice, bob):
    make_label(organism)
    ali = make_auditor("Ali")
    make_accreditation(ali, state="active")
    group = Space.objects.create(slug="charges", kind="group", name="Charges")
    region = Space.objects.create(slug="ara", kind="regional", name="ARA", region=organism.region)
    other = Space.objects.create(slug="bre", kind="regional", name="Bretagne", region="53")
    everybody = [alice, bob, ali.user]
    for person in everybody:
        SpaceMember.objects.create(space=group, person=person)
    pairs = [(one.pk, m.organism_id) for one in everybody for m in one.memberships.all()]
    pairs += [(one.pk, None) for one in everybody]

    for space in (club(), group, region, other):
        assert standings_of(space, pairs) == standings(space)
    assert [len(standings(space)) for space in (club(), group, region, other)] == [1, 2, 1, 0]


ENDED_LABEL = {"state": "withdrawn", "ended_on": date(2026, 11, 1)}
ENDED_AUDITOR = {"state": "active", "starts_on": date(2023, 1, 1), "ends_on": date(2026, 8, 31)}


@pytest.mark.parametrize(
    ("label", "accreditation", "expected"),
    [
        (ENDED_LABEL, {"state": "active"}, MEMBER),
        ({"state": "active"}, {"state": "suspended"}, MEMBER),
        (ENDED_LABEL, {"state": "suspended"}, PAUSED),
        ({"state": "suspended"}, ENDED_AUDITOR, PAUSED),
        (ENDED_LABEL, ENDED_AUDITOR, READER),
    ],
)
def test_br_88_of_two_standings_in_a_group_the_most_open_holds_for_one_and_for_all(
    organism, label, accreditation, expected
):
    make_label(organism, **label)
    both = make_auditor("Ali")
    make_member(organism, user=both.user)
    make_accreditation(both, **accreditation)
    group = Space.objects.create(slug="charges", kind="group", name="Charges")
    SpaceMember.objects.create(space=group, person=both.user)

    assert level(both.user, group) == expected
    assert standings(group)[both.user.pk].level == expected
