"""Members' search sources of the office: its notes and its exchanges, which nobody else finds."""

from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.steering.follow_up.models import Exchange, OfficeNote
from labelling.steering.follow_up.rules import office
from portal import search

NOTE = ("text", "organism__name", "reference", "organism__slug", "recorded_at")
EXCHANGE = ("said", "organism__name", "next_step", "with_name", "reference", "organism__slug", "on")
LENGTH = 90


def _short(text):
    text = " ".join(text.split())
    return text if len(text) <= LENGTH else f"{text[:LENGTH].rsplit(' ', 1)[0]}…"


def _note(row):
    text, name, reference, slug, at = row
    address = f"{reverse('labelling:follow_up', args=[slug])}#{reference}"
    return search.Result(f"Note, {name}", address, _short(text), at.date(), reference)


def _exchange(row):
    said, name, _next, _with, reference, slug, on = row
    address = f"{reverse('labelling:follow_up', args=[slug])}#{reference}"
    return search.Result(f"Échange, {name}", address, _short(said), on, reference)


NOTES = search.Words("notes", OfficeNote, NOTE, texts=NOTE[:3], follows={"organism": Organism})
EXCHANGES = search.Words(
    "echanges", Exchange, EXCHANGE, texts=EXCHANGE[:5], follows={"organism": Organism}
)


@search.source("notes", "Notes du bureau", 66, NOTES)
def notes(user, query):
    if not office(user, None):
        return ()
    rows = OfficeNote.objects.visible_to(user).current()
    return search.matching(rows, query, NOTES, tell=_note, order=("-recorded_at",))


@search.source("echanges", "Échanges", 67, EXCHANGES)
def exchanges(user, query):
    if not office(user, None):
        return ()
    rows = Exchange.objects.visible_to(user).current()
    return search.matching(rows, query, EXCHANGES, tell=_exchange, order=("-on",))
