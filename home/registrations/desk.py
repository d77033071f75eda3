"""The organiser's rows: events with their counts, registrations as a table to download."""

import csv
from io import StringIO

from django.db.models import Count, Q

from home.pages.events import EventPage
from labelling.public import instructor
from portal.models import Role
from portal.ui import words

COLUMNS = ("Nom", "Adresse électronique", "Organisme", "Besoins", "Reçue le", "État")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would run


def organises(user):
    return user.is_authenticated and (user.has_role(Role.DIRCOM) or instructor(user, None))


def events():
    """Events with registrations here, the latest first: `many` confirmed, `waiting`."""
    stands = Q(registrations__cancelled_at=None, registrations__isnull=False)
    seated = Q(registrations__confirmed_at__isnull=False)
    rows = EventPage.objects.live().filter(takes_registrations=True)
    return rows.annotate(
        many=Count("registrations", filter=stands & seated),
        waiting=Count("registrations", filter=stands & ~seated),
    ).order_by("-starts_at", "-pk")


def table(rows):
    """UTF-8 with BOM and semicolons: what a French spreadsheet opens by a double click."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        when, said = words.moment(row.registered_at), row.standing[0]
        writer.writerow(map(safe, (row.name, row.email, row.organisation, row.needs, when, said)))
    return "\ufeff" + out.getvalue()


def safe(text):
    return f"'{text}" if text.startswith(DANGEROUS) else text
