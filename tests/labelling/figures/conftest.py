"""A small scheme, counted by hand: its day, its people, what happened to whom."""

from datetime import date, datetime

import pytest

from labelling.committee.models import CommitteeSeat, SeatHolder
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Role
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.labels.factories import make_label


@pytest.fixture
def presidente(db):
    """She sees no label of the directory’s desk, and reads what is told of all."""
    person = make_user("Carla", "Sassi")
    seat = CommitteeSeat.objects.create(code="PRES", label="Présidence", is_chair=True)
    SeatHolder.objects.create(seat=seat, user=person, rank="full", since_on=date(2024, 1, 1))
    return person


@pytest.fixture
def nora(db):
    return make_user("Nora", "Petit", roles=[Role.SECRETARY])


def began(thing, *, act="step", source="", at=None):
    """A line of the journal of what a factory put straight in its state."""
    with clock.at(at or datetime.combine(getattr(thing, "start_on", date(2025, 1, 2)), NOON)):
        audit_log.write(
            thing, by=None, act=act, sentence=act, source=source, target=thing.state
        )  # fmt: skip
    return thing


NOON = datetime(2025, 1, 1, 12).time()


@pytest.fixture
def scheme(db):
    """Two labelled in Grand Est, one in Bretagne, one suspended, one engaged, one candidate."""
    for name, region, homes in (
        ("Armoril", "44", 4000),
        ("Belval", "44", 9000),
        ("Corniac", "53", 20000),
    ):
        began(make_label(make_organism(name, region=region, homes=homes)))
    began(
        make_label(
            make_organism("Dormel", region="53"), state="suspended", start_on=date(2024, 6, 30)
        )
    )
    began(make_dossier(make_organism("Estran", has_public_consent=True), state="preparation"))
    began(make_dossier(make_organism("Falaise"), state="submitted"))
    return Label.objects.all()
