"""Context of the timeline of an organism: years, today, the dates to come, a supposition."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode

from labelling.parties.organisms.rules import instructor, member
from labelling.steering.timeline import past
from labelling.steering.timeline.dates import MOVABLE, coming, ever, is_near
from labelling.steering.timeline.facts import read, read_coming
from labelling.steering.timeline.forms import SlipForm
from labelling.steering.timeline.lines import KINDS, Coming
from portal.core import clock

ADJOURNED = "ajournement"


@dataclass(frozen=True)
class Change:
    """A line before and after; `before` is None for what the supposition alone makes known."""

    before: Coming | None
    after: Coming


def choices(lines):
    """[(code, words)] of the steps of these lines that may be supposed on another day."""
    found = []
    for line in lines:
        prefix, _, name = line.code.rpartition(".")
        about = line.note.partition("\u00a0:")[0]
        if name in MOVABLE:
            found.append((line.code, f"{line.title} ({about})"))
        if name == "seance":
            title = "Le comité ajourne, et reprend le dossier"
            found.append((f"{prefix}.{ADJOURNED}", f"{title} ({about})"))
    return found


def changes(facts, slip):
    """(lines under the supposition, [Change]) of what differs, in order.

    What it moves is told beyond three years too: it is what one asks.
    """
    known = {line.code: line for line in ever(facts)}
    after = ever(facts, slip)
    moved = [
        Change(known.get(line.code), line)
        for line in after
        if _differs(known.get(line.code), line)
        and (is_near(line) or is_near(known.get(line.code, line)) or line.is_moved)
    ]
    shown = {change.after.code for change in moved}
    return [line for line in after if is_near(line) or line.code in shown], moved


def _differs(before, after):
    if before is None:
        return True
    facts = ("first", "last", "trouble")
    return any(getattr(before, name) != getattr(after, name) for name in facts)


SHOWN = 3  # dates to come on the page of the organism
FIRST_DATE = (
    "Rien n’est encore daté. La première date sera celle du dépôt du dossier\u00a0: "
    "une personne signataire de l’organisme le dépose, le référent label le vérifie ensuite."
)


@dataclass
class Year:
    """A year of the line, before or after today."""

    number: int
    is_to_come: bool
    rows: list = field(default_factory=list)

    @property
    def anchor(self):
        return f"{'a-venir' if self.is_to_come else 'annee'}-{self.number}"


def timeline(organism, user, query):
    facts = read(user, organism)
    usual = coming(facts)
    form = SlipForm(query, choices(usual))
    slip = form.slip
    lines, changed = changes(facts, slip) if slip else (usual, [])
    kind = query.get("nature", "")
    kind = kind if kind in KINDS else ""
    events = past.events(facts)
    events_shown = [one for one in events if kind in ("", one.kind)]
    lines_shown = [one for one in lines if kind in ("", one.kind)]
    return {
        "organism": organism,
        "kinds": _kinds(organism, [*events, *lines], kind, query),
        "kind": kind,
        "past": _years([(one.day, one) for one in events_shown], is_to_come=False),
        "today": clock.today(),
        "waiting": [one for one in lines_shown if one.is_overdue],
        "undated": [one for one in lines_shown if not one.is_dated],
        "to_come": _years(
            [(_place(one), one) for one in lines_shown if one.is_dated and not one.is_overdue],
            is_to_come=True,
        ),
        "first_date": FIRST_DATE if facts.is_whole and not events and not _dated(lines) else "",
        "has_past": bool(events_shown),
        "supposition": form,
        "slip": slip,
        "supposed": next(
            (text for code, text in form.fields["decale"].choices if slip and code == slip.code), ""
        ),
        "changes": changed,
        "versions": _versions(lines_shown),
        "may_suppose": bool(form.fields["decale"].choices),
        "clear_url": address(organism, nature=kind),
        "ics_url": reverse("labelling:timeline_ics", args=[organism.slug]),
        "is_inside": (member | instructor)(user, organism),
    }


def _dated(lines):
    return [one for one in lines if one.is_dated]


def _place(line):
    """A window that has begun stands at its last day."""
    return line.day if line.day >= clock.today() else line.last


def _years(dated, *, is_to_come):
    found = {}
    for day, row in sorted(dated, key=lambda one: one[0]):
        found.setdefault(day.year, Year(day.year, is_to_come)).rows.append(row)
    return list(found.values())


def _versions(lines):
    """The versions of the rules that the dates to come are taken from, each once."""
    found = [one.source.version for one in lines if one.source and one.source.version]
    return list({one.code: one for one in found}.values())


def _kinds(organism, rows, kind, query):
    asked = {name: query[name] for name in ("decale", "au", "semaines") if query.get(name)}
    found = [("", "Tout", len(rows))]
    found += [
        (code, one.label, sum(row.kind == code for row in rows)) for code, one in KINDS.items()
    ]
    return [
        {
            "label": label,
            "url": address(organism, nature=code, **asked),
            "is_current": code == kind,
            "count": count,
        }
        for code, label, count in found
        if count or code in ("", kind)
    ]


def address(organism, **asked):
    """Of the page, with what it is asked."""
    said = urlencode({name: value for name, value in asked.items() if value})
    return reverse("labelling:organism_timeline", args=[organism.slug]) + (
        f"?{said}" if said else ""
    )


def summary(organism, user):
    """What the page of the organism says of its timeline: the next dates, or how the first one comes."""
    facts = read_coming(user, [organism])[organism.pk]
    lines = coming(facts)
    dated = _dated(lines)
    return {
        "next_dates": dated[:SHOWN],
        "more_dates": max(len(dated) - SHOWN, 0),
        "undated": [one for one in lines if not one.is_dated][:1] if not dated else [],
        "timeline_url": address(organism),
    }
