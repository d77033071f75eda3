"""Rows of the organiser: events with their counts, registrations as a CSV table."""

import csv
from io import StringIO

from django.db.models import Count, Q

from home.gatherings.answers import may_answer
from home.gatherings.models import EventMaterial
from home.pages.events import EventPage
from home.registrations.models import Registration
from labelling.public import instructor, own_organisms
from portal.models import Role
from portal.ui import words

COLUMNS = ("Nom", "Adresse électronique", "Organisme", "Besoins", "Reçue le", "État")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would run


def organises(user):
    return user.is_authenticated and (user.has_role(Role.DIRCOM) or instructor(user, None))


def events():
    """Events with registrations here, latest first: `many` confirmed, `waiting`."""
    stands = Q(registrations__cancelled_at=None, registrations__isnull=False)
    seated = Q(registrations__confirmed_at__isnull=False)
    rows = EventPage.objects.live().filter(takes_registrations=True)
    return rows.annotate(
        many=Count("registrations", filter=stands & seated),
        waiting=Count("registrations", filter=stands & ~seated),
    ).order_by("-starts_at", "-pk")


def account_of(user):
    """Fields of a registration filled from an account."""
    organism = own_organisms(user).first()
    return {
        "person": user,
        "name": str(user),
        "email": user.email,
        "organisation": organism.name if organism else "",
    }


def own_page(user):
    """{to_come, past} of a member's registrations, with materials: two queries."""
    rows = Registration.objects.visible_to(user).filter(person=user, cancelled_at=None)
    rows = rows.select_related("event").order_by("event__starts_at", "pk")
    materials = _materials(user, [one.event_id for one in rows])
    shown = [
        {"row": one, "materials": materials.get(one.event_id, []), "may_answer": may_answer(one)}
        for one in rows
    ]
    return {
        "to_come": [one for one in shown if not one["row"].event.is_over],
        "past": [one for one in reversed(shown) if one["row"].event.is_over],
    }


def _materials(user, events):
    found = {}
    rows = EventMaterial.objects.visible_to(user).filter(event__in=events).distinct()
    for one in rows.select_related("file").order_by("number"):
        found.setdefault(one.event_id, []).append(one)
    return found


def table(rows):
    """CSV in UTF-8 with BOM and semicolons, as French spreadsheets open it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        when, said = words.moment(row.registered_at), row.badge[0]
        writer.writerow(map(safe, (row.name, row.email, row.organisation, row.needs, when, said)))
    return "\ufeff" + out.getvalue()


def safe(text):
    return f"'{text}" if text.startswith(DANGEROUS) else text
