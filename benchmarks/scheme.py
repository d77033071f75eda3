"""Benchmark data of the table of the scheme: an audit, a point of an agenda and a contact for each landlord copied.

`python -m benchmarks.scheme`, after `benchmarks.multiply`, whose dossiers have no parts.
"""

import itertools

from django.db import connection

from benchmarks.multiply import BATCH, copied, reference
from labelling.committee.models import AgendaItem
from labelling.parties.organisms.models import Membership, Organism
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from portal.models import User


def fill():
    """What one of the scenario has, in turn: hundreds of audits, a session of thousands of points."""
    missions = list(AuditMission.objects.filter(auditor__isnull=False).order_by("pk"))
    items = list(AgendaItem.objects.filter(kind="label").order_by("pk"))
    members = list(Membership.objects.filter(is_active=True).order_by("pk"))
    if not (missions and items and members):
        return
    bare = LabelDossier.objects.filter(missions=None, agenda_items=None).order_by("pk")
    numbers = itertools.count()
    turns = zip(bare, itertools.cycle(missions), itertools.cycle(items), strict=False)
    audits, points = [], []
    for dossier, mission, item in turns:
        number = next(numbers)
        audits.append(copied(mission, dossier=dossier, reference=reference("QH-A", number)))
        points.append(copied(item, dossier=dossier, number=1_000 + number))
    AuditMission.objects.bulk_create(audits, BATCH)
    AgendaItem.objects.bulk_create(points, BATCH)
    alone = list(Organism.objects.filter(memberships=None).order_by("pk"))
    people = User.objects.bulk_create(map(_contact, range(len(alone))), BATCH)
    pairs = zip(alone, people, itertools.cycle(members), strict=False)
    rows = (copied(one, organism=who, user=person) for who, person, one in pairs)
    Membership.objects.bulk_create(rows, BATCH)


def _contact(number):
    """One a landlord: somebody of the scenario who acted for dozens would be nobody's case."""
    return User(
        email=f"suivi.{number}@exemple.fr", first_name="Dominique", last_name=f"Suivi {number:04d}"
    )


if __name__ == "__main__":
    fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
