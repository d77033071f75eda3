"""Usage rights today: dates, decisions and acceptance, every job stopped (BR-78, BR-80, BR-81)."""

from contextlib import nullcontext
from datetime import date, datetime, time, timedelta

import pytest

from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from labelling.title.licences import rights
from labelling.title.licences.models import BrandLicence
from portal.core import clock
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.labels.factories import TODAY, make_decision, make_granted, make_label
from tests.labelling.licences.factories import make_charter, make_licence

pytestmark = pytest.mark.django_db


def use(organism, day=None):
    """The variants that the organism may use; a page of its licences tells the same rights, of that day."""
    with clock.at(datetime.combine(day, time(12))) if day else nullcontext():
        rows = BrandLicence.objects.filter(organism=organism).select_related("label")
        told = {right.licence.pk: right for right in rights.rights(organism)}
        assert rights.held_today(rows) == told
    return rights.variants(organism, day)


def test_br78_only_an_accepted_licence_of_a_label_in_force_gives_the_right(organism, alice):
    label = make_label(organism)
    licence = make_licence(label=label, state="eligible")
    before = use(organism)
    licence.delete()
    licence = make_licence(label=label, by=alice)

    assert (before, use(organism)) == (frozenset(), {"labelled"})
    assert rights.rights(organism)[0].until == label.end_on
    assert use(organism, label.start_on - timedelta(days=1)) == frozenset()


@pytest.mark.parametrize("state", ["suspended", "ending", "ended", "revoked", "refused"])
def test_br78_a_licence_out_of_force_gives_none(organism, alice, state):
    make_licence(organism, state=state, by=alice)

    assert use(organism) == frozenset()


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("suspended", {}),
        ("withdrawn", {"ended_on": TODAY}),
        ("annulled", {"ended_on": TODAY}),
        ("renounced", {"ended_on": TODAY}),
        ("expired", {"ended_on": TODAY}),
    ],
)
def test_br80_the_label_overrules_a_licence_that_no_job_has_moved(organism, alice, state, fields):
    make_licence(label=make_label(organism, state=state, **fields), by=alice)

    assert use(organism) == frozenset()


def test_br80_the_right_ends_at_midnight_after_the_label_s_last_day_with_every_job_stopped(
    organism, alice
):
    label = make_label(organism, end_on=TODAY)
    make_licence(label=label, by=alice)
    last = use(organism)
    with clock.at(datetime(2026, 11, 25, 0, 0, 1)):
        after = use(organism)

    assert (last, after) == ({"labelled"}, frozenset())


def test_a_renounced_label_is_used_until_its_day(organism, alice):
    make_licence(
        label=make_label(organism, state="renounced", ended_on=date(2026, 12, 1)), by=alice
    )

    assert use(organism, date(2026, 11, 30)) == {"labelled"}
    assert use(organism, date(2026, 12, 1)) == frozenset()


def test_a_renewed_label_goes_on_without_a_gap_before_the_clock_says_so(organism, alice):
    make_licence(label=make_label(organism, end_on=TODAY), by=alice)
    new = make_granted(organism, dossier_type="renewal")
    with clock.at(datetime(2026, 11, 25, 0, 0, 1)):
        right = rights.rights(organism)[0]

    assert (new.state, new.start_on) == ("pending", date(2026, 11, 25))
    assert (right.variant, right.until) == ("labelled", new.end_on)


def test_a_label_renewed_after_a_gap_does_not_revive_the_old_licence(organism, alice):
    make_licence(label=make_label(organism, end_on=date(2026, 10, 31)), by=alice)
    make_label(organism, state="pending", start_on=date(2026, 11, 20))

    assert use(organism) == frozenset()


def test_an_engaged_organism_uses_its_variant_while_its_dossier_is_open_and_without_label(
    organism, alice
):
    dossier = make_dossier(organism, state="preparation")
    make_licence(variant="engaged", dossier=dossier, by=alice)
    engaged = use(organism)
    type(dossier).objects.filter(pk=dossier.pk).update(state="discontinued")
    over = use(organism)
    type(dossier).objects.filter(pk=dossier.pk).update(state="review")
    make_label(organism)

    assert (engaged, over, use(organism)) == ({"engaged"}, frozenset(), frozenset())


def test_br77_a_mention_is_used_while_its_label_is_in_force_and_its_decision_holds(organism, alice):
    label = make_label(organism)
    decision = make_decision(dossier=make_dossier(organism, dossier_type="mention"))
    mention = LabelMention.objects.create(
        label=label, decision=decision, start_on=TODAY, end_on=label.end_on
    )
    make_licence(variant="mention", label=label, mention=mention, by=alice)
    held = use(organism)
    Label.objects.filter(pk=label.pk).update(state="suspended")
    suspended = use(organism)
    Label.objects.filter(pk=label.pk).update(state="active")
    decision.annulled_on, decision.annulment_reason = TODAY, "Vice de forme"
    decision.annulment_reference, decision.annulled_by = "Recours 1", alice
    decision.save()

    assert (held, suspended, use(organism)) == ({"mention"}, frozenset(), frozenset())


def test_br81_sixty_days_after_a_new_charter_the_right_holds_and_the_day_after_it_does_not(
    organism, alice
):
    make_licence(organism, by=alice)
    make_charter("TEST-2027.1", date(2027, 1, 4))
    day_60, day_61 = date(2027, 3, 5), date(2027, 3, 6)

    assert (day_60 - date(2027, 1, 4)).days == 60
    assert (use(organism, day_60), use(organism, day_61)) == ({"labelled"}, frozenset())
    assert rights.rights(organism, day_60)[0].until == day_60


def test_br81_a_second_new_charter_gives_no_second_grace(organism, alice):
    make_licence(organism, by=alice)
    make_charter("TEST-2027.1", date(2027, 1, 4))
    make_charter("TEST-2027.2", date(2027, 2, 1), grace_days=365)

    assert use(organism, date(2027, 3, 6)) == frozenset()


def test_who_acts_for_two_organisms_has_the_rights_of_each_and_of_no_other(organism, alice):
    second, third = make_organism(), make_organism()
    make_member(second, user=alice)
    for one in (organism, second, third):
        make_licence(one, by=alice)

    assert rights.organisms_licensed(alice, "labelled") == {organism.pk, second.pk}
    assert rights.organisms_licensed(alice, "engaged") == frozenset()


def test_rights_cost_one_query_for_one_and_for_many(organism, alice, django_assert_num_queries):
    make_licence(organism, by=alice)
    for _ in range(3):
        other = make_organism()
        make_member(other, user=alice)
        make_licence(other, by=alice)
    rights.organisms_licensed(alice, "labelled")  # the ties are read once a request

    with django_assert_num_queries(1):
        rights.variants(organism)
    with django_assert_num_queries(1):
        rights.organisms_licensed(alice, "labelled")
