"""Choice of the search engine; when the cluster is down, the database answers and the page says so."""

from dataclasses import replace

from django.contrib.auth.models import AnonymousUser

from observatory.practices import querysets
from observatory.practices.models import GoodPractice
from observatory.search import engine
from observatory.search.database import DatabaseEngine
from observatory.search.ports import EngineDown


def search(question, *, simply=False):
    """`simply`: the cluster has just failed on this page, which does not wait for it again."""
    if not simply:
        try:
            return engine().search(question)
        except EngineDown:
            pass
    return replace(DatabaseEngine().search(question), is_simplified=True)


def likest(pk, size=3):
    """Keys of the most similar practices, in order; some may be public no more."""
    return engine().similar(pk, size)


def suggest(typed, size=8):
    return engine().suggest(typed, size)


def practices(pks):
    """These practices in order, without those no longer public (G05)."""
    rows = public().in_bulk(pks) if pks else {}
    return querysets.mark([rows[pk] for pk in pks if pk in rows])


def public():
    """What is public now, whatever an index holds."""
    rows = GoodPractice.objects.visible_to(AnonymousUser()).published()
    return rows.select_related("organism")
