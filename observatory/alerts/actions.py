"""Actions on saved searches: save, change frequency, unsubscribe, delete."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from observatory.alerts.models import STOP, SavedSearch
from observatory.search.ports import RECENT
from observatory.search_page import engines
from observatory.search_page.names import Labels
from observatory.search_page.parsing import read
from portal.core import clock
from portal.models import User
from portal.workflow import Problem, Refused

MOST = 20  # searches of one person
LOOKED_AT = 50  # of the latest results: what a week brings
WEEK = timedelta(days=7)
Frequency = SavedSearch.Frequency


@transaction.atomic
def keep(person, query, *, name, frequency):
    """Save a search; saving it again changes its name and frequency. Current results are not news."""
    User.objects.select_for_update().get(
        pk=person.pk
    )  # two at once are counted one after the other
    row = SavedSearch.objects.filter(person=person, query=query).first()
    if row is None and SavedSearch.objects.filter(person=person).count() >= MOST:
        sentence = f"Vous gardez déjà {MOST}\u00a0recherches\u00a0: supprimez-en une d’abord."
        raise Refused(
            Problem("too_many", sentence, reverse("observatory:alerts"), "Vos recherches")
        )
    row = row or SavedSearch(person=person, query=query)
    return change(row, name=name, frequency=frequency)


@transaction.atomic
def change(row, *, name, frequency):
    """Mails that start again cover what is published from now on."""
    starts = row.pk is None or (not row.sends and frequency != Frequency.NEVER)
    row.name, row.frequency = name, frequency
    row.next_on = clock.today() + WEEK if frequency == Frequency.WEEKLY else None
    row.is_asked = row.is_asked and frequency == Frequency.AT_ONCE
    if starts:
        start_from_now(row, find_practices(row))
    row.save()
    return row


def find_practices(row):
    """Latest public results; the query string is parsed again."""
    state = read(QueryDict(row.query), Labels())
    hits = engines.search(state.question(sort=RECENT, page=1, size=LOOKED_AT)).hits
    return engines.practices([hit.pk for hit in hits])


def start_from_now(row, practices):
    """Set the mark of what is known: the day, and the practices published on it."""
    row.since_on = clock.today()
    row.known = [one.pk for one in practices if one.published_on >= row.since_on]


def new_of(row, practices):
    return [
        one
        for one in practices
        if one.published_on > row.since_on
        or (one.published_on == row.since_on and one.pk not in row.known)
    ]


def named(token):
    """The search of an unsubscribe link; None when it was deleted.

    A link that is not ours is a LookupError.
    """
    try:
        pk = STOP.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LookupError from error
    return SavedSearch.objects.filter(pk=pk).first()


def stop(row):
    """Stop the mails; the search is kept. Idempotent."""
    SavedSearch.objects.filter(pk=row.pk).update(
        frequency=Frequency.NEVER, is_asked=False, next_on=None
    )
    row.refresh_from_db()
    return row
