"""Dates to come of an organism as iCalendar moments: stable codes, what no longer holds told as cancelled."""

from labelling.parties.organisms.rules import why
from labelling.path.dossiers.models import STOPPED
from labelling.path.dossiers.stages import day_of
from labelling.steering.timeline.dates import MOVABLE, coming
from labelling.steering.timeline.facts import read_coming
from labelling.steering.timeline.lines import ESTIMATED
from labelling.steering.timeline.pages import address
from labelling.title.labels.models import OVER
from portal.calendar.dates import Moment
from portal.core import clock
from portal.core.working_days import add_months

KEPT_MONTHS = 18  # as long as a calendar is told that a date no longer holds
NAMES = (
    *MOVABLE,
    "recevabilite",
    "ouverture",
    "preparation",
    "plan",
    "retour",
    "notification",
    "label",
    "suivant",
    "fin-suivante",
    *("debut", "fin", "suspension", "observations", "verification"),
)
KINDS = {"audit": "audit", "comite": "comite"}


def moments(organism, user):
    """In the order of their dates, cancelled ones last."""
    facts = read_coming(user, [organism])[organism.pk]
    lines = [one for one in coming(facts) if one.is_dated]
    held = {one.code for one in lines}
    reason = _reason(user, organism)
    found = [_moment(organism, one, reason) for one in lines]
    return found + [
        Moment(
            code,
            f"{organism}\u00a0: cette date ne tient plus",
            "echeance",
            reason,
            day=day,
            revised_at=thing.since_at,
            revision=thing.version,
            is_cancelled=True,
        )
        for code, day, thing in _gone(facts)
        if code not in held
    ]


def estimates(organisms, user):
    """Of organisms, what nothing fixes yet, in as many queries whatever their number: a feed has the rest already."""
    found = read_coming(user, organisms)
    for organism in organisms:
        reason = _reason(user, organism)
        for line in coming(found[organism.pk]):
            if line.is_dated and line.sureness == ESTIMATED:
                yield _moment(organism, line, reason)


def _reason(user, organism):
    return why(user, organism.pk, "parce que vous suivez cet organisme")


def _moment(organism, line, reason):
    estimated = " (estimation)" if line.sureness == ESTIMATED else ""
    about = line.code.rpartition(".")[0]  # a dossier or a label: without one, nothing is dated
    return Moment(
        line.code,
        f"{organism}\u00a0: {line.title[:1].lower()}{line.title[1:]}{estimated}",
        KINDS.get(line.kind, "echeance"),
        reason,
        day=line.first or line.last,
        until=line.last,
        url=line.url or address(organism),
        sober=f"{line.title}{estimated}, {about}",
        revised_at=line.revised_at,
        revision=line.revision,
    )


def _gone(facts):
    """(code, day, thing) of the dates that a dossier that stopped, or a title that ended, had given."""
    since = add_months(clock.today(), -KEPT_MONTHS)
    stopped = [one for one in facts.dossiers if one.state in STOPPED]
    over = [one for one in facts.labels if one.state in OVER]
    for thing in (*stopped, *over):
        day = getattr(thing, "ended_on", None) or day_of(thing.since_at)
        if day >= since:
            yield from ((f"{thing.reference}.{name}", day, thing) for name in NAMES)
