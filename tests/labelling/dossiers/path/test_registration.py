"""Registration of a dossier (BR-08, BR-21): rules bound, right, refusals."""

from datetime import datetime, timedelta

import pytest

from labelling.parties.accreditation.models import Tie
from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.models import LabelRulesVersion
from labelling.path.dossiers.steps.workflow import DOSSIER
from portal.core import clock
from portal.models import Role
from portal.workflow import audit_log
from tests import factories
from tests.factories import make_dossier
from tests.labelling.dossiers.factories import (
    fresh,
    make_auditor,
    make_mission,
    refused_step,
    submitted,
)
from tests.labelling.support import factories as support_factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def paul(db):
    return factories.make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


def test_br08_registration_binds_the_rules_in_force_that_day_for_good(organism, alice, sonia):
    dossier = submitted(organism, alice)
    provisional = dossier.rules
    tomorrow = clock.today() + timedelta(days=1)
    newer = _next_rules(tomorrow)

    with clock.at(datetime.combine(tomorrow, datetime.min.time())):
        dossier = DOSSIER.fire(dossier, "register", by=sonia)

    assert provisional != newer
    assert (dossier.rules, dossier.registered_on, dossier.instructed_by) == (newer, tomorrow, sonia)
    assert audit_log.entries_of(dossier)[0].rules == newer.code


def test_br08_what_is_published_later_does_not_touch_a_registered_dossier(organism, alice, sonia):
    dossier = DOSSIER.fire(submitted(organism, alice), "register", by=sonia)
    bound = dossier.rules

    _next_rules(clock.today() + timedelta(days=1))

    assert fresh(dossier).rules == bound
    assert fresh(dossier).rules.due("D05", clock.today()) == bound.due("D05", clock.today())


def _next_rules(day):
    """A copy of the rules in force, published from `day` on."""
    source = current_rules()
    values = {
        f.name: getattr(source, f.name)
        for f in LabelRulesVersion._meta.concrete_fields
        if f.editable and not f.primary_key and f.name not in ("code", "effective_from")
    }
    copy = LabelRulesVersion.objects.create(code="REG-TEST-2", effective_from=day, **values)
    for model in (source.deadline_rules, source.stages, source.required_pieces):
        rows = list(model.all())
        for row in rows:
            row.pk, row.rules = None, copy
        type(rows[0]).objects.bulk_create(rows)
    copy.publish()
    return copy


@pytest.mark.parametrize(
    ("ended", "expected"),
    [(None, ["forbidden"]), (timedelta(days=1), ["forbidden"]), (timedelta(days=1100), [])],
)
def test_br21_who_advised_the_organism_does_not_register_it(
    organism, alice, sonia, ended, expected
):
    dossier = submitted(organism, alice)
    auditor = make_auditor()
    type(auditor).objects.filter(pk=auditor.pk).update(user=sonia)
    ended_on = clock.today() - ended if ended else None
    Tie.objects.create(
        auditor=auditor,
        organism=organism,
        kind="advised",
        started_on=clock.today() - timedelta(days=2000),
        ended_on=ended_on,
    )

    if expected:
        assert refused_step(dossier, "register", sonia) == expected
    else:
        assert DOSSIER.fire(dossier, "register", by=sonia).state == "registered"


def test_br21_who_audited_the_organism_does_not_register_it(organism, alice, sonia):
    former = make_dossier(organism, state="granted")
    mission = make_mission(former, state="closed", finished_on=clock.today())
    type(mission.auditor).objects.update(user=sonia)

    assert refused_step(submitted(organism, alice), "register", sonia) == ["forbidden"]


@pytest.mark.parametrize(
    ("days", "expected"), [(None, "forbidden"), (1, "forbidden"), (1000, "forbidden"), (1100, "")]
)
def test_br21_who_led_a_support_of_the_organism_does_not_register_its_dossier(
    organism, alice, sonia, paul, days, expected
):
    """Planned, or done less than D19 ago; the other person of the office registers it."""
    dossier = submitted(organism, alice)
    if days is None:
        support_factories.planned(alice, organism, sonia)
    else:
        with clock.at(clock.now() - timedelta(days=days)):
            support_factories.done(alice, organism, sonia)

    if expected:
        assert refused_step(dossier, "register", sonia) == [expected]
        assert DOSSIER.fire(dossier, "register", by=paul).state == "registered"
    else:
        assert DOSSIER.fire(dossier, "register", by=sonia).state == "registered"


def test_br21_who_led_the_support_of_another_organism_registers_the_dossier(organism, alice, sonia):
    other = factories.make_member(factories.make_organism("Corvange"))
    neighbour = other.memberships.get().organism
    make_dossier(neighbour)
    support_factories.planned(other, neighbour, sonia)

    assert DOSSIER.fire(submitted(organism, alice), "register", by=sonia).state == "registered"


def test_registration_asks_again_for_the_pieces(organism, alice, sonia):
    dossier = submitted(organism, alice)
    dossier.pieces.filter(code="perimetre").update(is_current=False)

    assert refused_step(dossier, "register", sonia) == ["missing_piece"]
