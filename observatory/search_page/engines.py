"""Asking the engine of the deployment; when it is down, the database answers and says so."""

from dataclasses import replace

from django.contrib.auth.models import AnonymousUser

from observatory.practices import badge
from observatory.practices.models import GoodPractice
from observatory.search import engine
from observatory.search.database import DatabaseEngine
from observatory.search.models import PracticeEntry
from observatory.search.ports import EngineDown
from portal.cache.public import cached


def search(question, *, simply=False):
    """`simply`: the engine has just failed the same page, which does not wait for it again."""
    if not simply:
        try:
            return engine().search(question)
        except EngineDown:
            pass
    return replace(DatabaseEngine().search(question), is_simplified=True)


def similar(pk, size=3):
    """The likest public practices, in order."""
    return practices(_likest(pk, size))


@cached(reads=(GoodPractice, PracticeEntry))
def _likest(pk, size):
    try:
        return engine().similar(pk, size)
    except EngineDown:
        return DatabaseEngine().similar(pk, size)


def suggest(typed, size=8, *, simply=False):
    if not simply:
        try:
            return engine().suggest(typed, size)
        except EngineDown:
            pass
    return DatabaseEngine().suggest(typed, size)


def practices(pks):
    """These practices in this order, less those that not everybody may read now (G05)."""
    rows = public().in_bulk(pks) if pks else {}
    return badge.mark([rows[pk] for pk in pks if pk in rows])


def public():
    """What anybody may read at this instant, whatever an index holds."""
    rows = GoodPractice.objects.visible_to(AnonymousUser()).published()
    return rows.select_related("organism")
