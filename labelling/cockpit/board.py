"""Board of the cockpit: the parts that a share of its readers reads."""

from typing import NamedTuple

from django.template.loader import render_to_string

from labelling.cockpit import late, months, quality, rules, sessions, silence, stages
from labelling.cockpit.cases import page
from labelling.cockpit.drawing import road
from labelling.cockpit.facts import Facts
from portal.core import clock

MOST = 8  # rows of a part; its cases have them all


class Share(NamedTuple):
    """What a reader may read: two who may read the same are shown the same."""

    is_whole: bool
    has_figures: bool
    has_sessions: bool
    prepares: bool


def share_of(user):
    """Whole for the office; the sessions to who prepares them; numbers alone, none too small, to the others."""
    asked = (rules.whole, rules.figures_reader, rules.sessions_reader, rules.preparer)
    return Share(*(bool(rule(user, None)) for rule in asked))


def board(share):
    """(HTML of the parts, the instant at which they were read)."""
    read_at = clock.now()
    return render_to_string("labelling/cockpit/board.html", parts(share)), read_at


def parts(share):
    facts = Facts()
    found = {"is_whole": share.is_whole}
    if share.has_figures:
        stations = stages.stations(facts.waits, is_whole=share.is_whole)
        found |= {"stations": stations, "road": road(stations)}
        found |= {"months": months.months(facts, is_whole=share.is_whole)}
    if share.has_sessions:
        found["sessions"] = sessions.sessions(facts, prepares=share.prepares)
    return found | (_office(facts) if share.is_whole else {})


def _office(facts):
    late_ones, silent = late.late(facts), silence.silent(facts)
    lacks = [(one, quality.count(facts, one)) for one in quality.LACKS]
    return {
        "hands": stages.hands(facts.waits),
        "late": late.rows(facts, late_ones[:MOST]),
        "late_count": len(late_ones),
        "silent": silence.rows(facts, silent[:MOST]),
        "silent_count": len(silent),
        "silent_meaning": silence.MEANING,
        "lacks": [(one, many, page("cockpit_cases", one.code)) for one, many in lacks if many],
        "is_complete": not any(many for _one, many in lacks),
    }
