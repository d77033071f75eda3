"""Panel of the follow-up on the page of an organism or of a dossier: the last notes and exchanges, one query."""

from collections import defaultdict
from datetime import UTC, date, datetime, time

from labelling.follow_up.models import Exchange, NoteMention, OfficeNote, Relance
from labelling.follow_up.pages import LATEST, PINNED_FIRST, told_note
from labelling.follow_up.rules import office, sender
from labelling.organisms.panels import Panel, register_panel
from portal.core import union

FEW, EVER = 3, datetime.min.replace(tzinfo=UTC)


def person(name):
    return f"{name}__first_name", f"{name}__last_name"


SHOWN = ("reference", "taken_over_on", "dossier__reference", *person("by"))
OF_A_NOTE = (*SHOWN, "text", "recorded_at", "edited_at", "pinned_at")
OF_AN_EXCHANGE = (
    *SHOWN, *person("person"), *person("charge"), *person("done_by"), "kind", "on", "at", "with_name", "said",
    "next_step", "next_on", "done_at", "done_word", "withdrawn_at", "relance__reference",
)  # fmt: skip
OF_A_MENTION = ("note", "read_at", *person("person"))
OF_A_RELANCE = ("reference", "leaves_at", *person("by"))


@register_panel
def panel(user, organism, dossier=None):
    """On the page of an organism, or of a dossier: to the office alone."""
    if not office(user, organism):
        return None
    said = {
        "organism": organism,
        "dossier": dossier,
        "may_send": sender(user, organism) and organism.is_active,
    }
    return Panel("labelling/follow_up/panel.html", said | _kept(user, organism, dossier))


def _kept(user, organism, dossier):
    found = defaultdict(list)
    for code, thing in _read(organism, dossier):
        found[code].append(thing)
    mentions = defaultdict(list)
    for one in sorted(found["mention"], key=lambda one: one.pk):
        mentions[one.note_id].append(one)
    return {
        "notes": [
            told_note(one, mentions[one.pk], user)
            for one in sorted(found["note"], key=_rank_of_note, reverse=True)
        ],
        "exchanges": sorted(found["exchange"], key=_rank_of_exchange, reverse=True),
        "waiting": next(iter(found["relance"]), None),
    }


def _rank_of_note(one):
    """As PINNED_FIRST."""
    return one.pinned_at or EVER, one.recorded_at, one.pk


def _rank_of_exchange(one):
    """As LATEST."""
    return one.on or date.min, one.at is not None, one.at or time.min, one.pk


def _read(organism, dossier):
    here = {"dossier": dossier} if dossier else {"organism": organism}
    notes = OfficeNote.objects.current().filter(**here).order_by(*PINNED_FIRST)
    notes = union.at_most(notes, FEW)
    exchanges = Exchange.objects.current().filter(**here).order_by(*LATEST)
    return union.read(
        [
            union.Part("note", notes, OF_A_NOTE),
            union.Part("mention", NoteMention.objects.filter(note__in=notes.values("pk")), OF_A_MENTION),
            union.Part("exchange", union.at_most(exchanges, FEW), OF_AN_EXCHANGE),
            union.Part("relance", Relance.objects.waiting().filter(organism=organism), OF_A_RELANCE),
        ]
    )  # fmt: skip
