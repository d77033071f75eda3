"""Suggestions for a weak criterion: practices of similar organisms, and peers who accept to be called.

Of other organisms, only public or declared data are used: published practices, and offers of organisms labelled
today. Their scores are not, so that none can be inferred from the page.
"""

from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import RowNumber

from labelling.public import labelled_organisms, size_bands
from observatory.peers.models import PeerOffer
from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED, Kind, PracticeTerm

MANY = 3  # practices for a criterion
READ = 2 * MANY  # of a criterion, and of its theme: the same practice may answer both


def _like(organism, path):
    """0 for the same family or size band, else 1: a sort key."""
    alike = Q(**{f"{path}__family": organism.family})
    for _, low, high in size_bands().values():
        if low <= organism.homes and (high is None or organism.homes < high):
            band = Q(**{f"{path}__homes__gte": low})
            alike |= band & Q(**{f"{path}__homes__lt": high}) if high else band
    return Case(When(alike, then=Value(0)), default=Value(1))


def practices_for(organism, weaknesses):
    """{criterion: practices}, three at most: similar organisms first, the criterion before its theme."""
    codes = [(Kind.CRITERION, row["code"]) for row in weaknesses]
    codes += [(Kind.THEME, row["theme"]) for row in weaknesses]
    found = _ranked(organism, dict.fromkeys(codes))
    chosen = {row["code"]: _chosen(found, row) for row in weaknesses}
    keys = {pk for pks in chosen.values() for pk in pks}
    rows = GoodPractice.objects.select_related("organism").in_bulk(keys) if keys else {}
    return {code: [rows[pk] for pk in pks] for code, pks in chosen.items()}


def _ranked(organism, codes):
    """{(kind, code): [(likeness, practice pk)]}, the first of each, in one query."""
    asked = Q(pk__in=())
    for kind in (Kind.CRITERION, Kind.THEME):
        asked |= Q(kind=kind, code__in=[code for one, code in codes if one == kind])
    rows = PracticeTerm.objects.filter(asked, practice__state__in=PUBLISHED)
    rows = rows.exclude(practice__organism=organism).annotate(
        like=_like(organism, "practice__organism")
    )
    order = (
        F("like").asc(),
        F("practice__reuse_count").desc(),
        F("practice__published_on").desc(),
        F("practice_id").asc(),
    )
    place = Window(RowNumber(), partition_by=(F("kind"), F("code")), order_by=order)
    found = {}
    for row in rows.annotate(place=place).filter(place__lte=READ).order_by("place", "pk"):
        found.setdefault((row.kind, row.code), []).append((row.like, row.practice_id))
    return found


def _chosen(found, weakness):
    pairs = [(Kind.CRITERION, weakness["code"]), (Kind.THEME, weakness["theme"])]
    rows = [
        (like, rank, place, pk)
        for rank, key in enumerate(pairs)
        for place, (like, pk) in enumerate(found.get(key, ()))
    ]
    return list(dict.fromkeys(pk for *_, pk in sorted(rows)))[:MANY]


def peers_for(organism, weaknesses):
    """{criterion: offer of an organism labelled today}, a similar one first; never one's own."""
    rows = PeerOffer.objects.filter(state=PeerOffer.State.OPEN)
    rows = rows.filter(
        criterion__in=[row["code"] for row in weaknesses], organism__in=labelled_organisms()
    )
    rows = rows.exclude(organism=organism).annotate(like=_like(organism, "organism"))
    found = {}
    for row in rows.select_related("organism").order_by("like", "offered_on", "pk"):
        found.setdefault(row.criterion, row)
    return found
