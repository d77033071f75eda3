"""Retention of dossiers and of interests (BR-93): evidence, counted once it is over, erased by nobody."""

from datetime import date, datetime

import pytest

from labelling.committee.models import InterestDeclaration
from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Label
from portal.core import clock
from portal.retention.register import KEEPINGS, KEPT
from tests.factories import make_user
from tests.labelling.accreditation.factories import make_accreditation, make_decision
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2026, 11, 24), date(2026, 11, 25)


def due(code, day):
    with clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=clock.PARIS)):
        return list(KEEPINGS[code].due())


def refuse(dossier, state="refused"):
    since = datetime(2023, 11, 24, 12, tzinfo=clock.PARIS)
    days = {"submitted_on": "2023-01-01", "decided_on": "2023-11-24"}
    LabelDossier.objects.filter(pk=dossier.pk).update(state=state, since_at=since, **days)
    return LabelDossier.objects.get(pk=dossier.pk)


def test_br_93_dossier_is_over_three_years_after_its_end_and_nothing_ends_it(dossier):
    """BR-93: one that goes on is never over."""
    going = due("dossier", DAY)
    ended = refuse(dossier)

    assert (going, due("dossier", BEFORE), due("dossier", DAY)) == ([], [], [ended])
    assert (KEEPINGS["dossier"].ending, KEEPINGS["dossier"].is_automatic) == (KEPT, False)


def test_a_dossier_is_not_over_while_its_label_has_not_been_ended_for_so_long(organism):
    label = make_label(organism)
    dossier = refuse(label.dossier, "granted")
    found = []
    ends = (
        ("2027-01-01", None), ("2023-11-26", None), ("2023-11-24", None), ("2027-01-01", "2023-11-24"),
    )  # fmt: skip
    for end_on, ended_on in ends:
        Label.objects.update(start_on="2020-01-01", end_on=end_on, ended_on=ended_on)
        found.append(due("dossier", DAY))

    assert found == [[], [], [dossier], [dossier]]


def test_br_93_declaration_of_interest_is_over_five_years_after_its_session():
    """BR-93: three in use, two in the archive."""
    item = make_decision(make_accreditation(state="submitted"), on=date(2021, 11, 25)).item
    one = InterestDeclaration.objects.create(item=item, user=make_user(), has_interest=False)

    assert (due("interests", BEFORE), due("interests", DAY)) == ([], [one])
    assert (KEEPINGS["interests"].ending, KEEPINGS["interests"].is_automatic) == (KEPT, False)
