"""Actions on saved searches: save, change frequency, unsubscribe, delete."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse

from observatory.alerts.models import STOP, SavedSearch
from observatory.search.ports import RECENT
from observatory.search_page import engines
from observatory.search_page.labels import Labels
from observatory.search_page.state import read
from portal.core import clock
from portal.models import User
from portal.workflow import Problem, Refused

MOST = 20  # searches of one person
LOOKED_AT = 50  # of the latest results: what a week brings
WEEK = timedelta(days=7)
Frequency = SavedSearch.Frequency


@transaction.atomic
def keep(person, query, *, name, frequency):
    """Keep a search; the same one again changes its name and its rhythm. What is there is not news."""
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
    """Mails that start again tell what appears from now on."""
    starts = row.pk is None or (not row.sends and frequency != Frequency.NEVER)
    row.name, row.frequency = name, frequency
    row.next_on = clock.today() + WEEK if frequency == Frequency.WEEKLY else None
    row.is_asked = row.is_asked and frequency == Frequency.AT_ONCE
    if starts:
        start_from_now(row, found(row))
    row.save()
    return row


def found(row):
    """Its latest results that everybody may read now; the query is read again, whatever it has become."""
    state = read(QueryDict(row.query), Labels())
    hits = engines.search(state.question(sort=RECENT, page=1, size=LOOKED_AT)).hits
    return engines.practices([hit.pk for hit in hits])


def start_from_now(row, practices):
    """The day of the latest, and those of that day."""
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
    """The search that a link to stop names; None when it is not kept any more.

    A link that is not ours is a LookupError.
    """
    try:
        pk = STOP.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise LookupError from error
    return SavedSearch.objects.filter(pk=pk).first()


def stop(row):
    """The search stays in the space of its person; a second press changes nothing."""
    SavedSearch.objects.filter(pk=row.pk).update(
        frequency=Frequency.NEVER, is_asked=False, next_on=None
    )
    row.refresh_from_db()
    return row
