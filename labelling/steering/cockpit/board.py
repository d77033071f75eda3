"""Board of the cockpit: the parts that a share of its readers reads."""

from typing import NamedTuple

from django.template.loader import render_to_string

from labelling.committee.models import CommitteeSession
from labelling.steering.cockpit import delays, months, quality, rules, silence, stages
from labelling.steering.cockpit.cases import page
from labelling.steering.cockpit.drawing import road
from labelling.steering.cockpit.facts import Facts
from portal.core import clock
from portal.ui import words

S = CommitteeSession.State
MISSED = S.RECONVENED  # held again, for want of a quorum
PREPARED = (S.DRAFT, S.CONVENED, S.PACK_SENT, S.OPEN)


def sessions(facts, *, prepares):
    """{coming, figures}: the sessions to come (those in preparation for who prepares them), and those of a year."""
    past = [one for one in facts.sessions if one.held_on < facts.today]
    missed = sum(one.state == MISSED for one in past)
    held = [one for one in past if one.state not in (MISSED, *PREPARED)]
    known = facts.sessions if prepares else facts.announced
    coming = [one for one in known if one.held_on >= facts.today and one.state != MISSED]
    return {
        "coming": [
            {
                "day": one.held_on,
                "points": one.points,
                "state": S(one.state),
                "url": page("session_detail", one.reference),
            }
            for one in coming
        ],
        "figures": [
            {"label": "séances tenues en douze mois", "value": words.number(len(held))},
            {"label": "points examinés", "value": words.number(sum(one.points for one in held))},
            {
                "label": "reconvoquées, faute de quorum",
                "value": words.number(missed),
            },
        ],
    }


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
        found["sessions"] = sessions(facts, prepares=share.prepares)
    return found | (_office(facts) if share.is_whole else {})


def _office(facts):
    late_ones, silent = delays.late(facts), silence.silent(facts)
    lacks = [(one, quality.count(facts, one)) for one in quality.LACKS]
    return {
        "hands": stages.hands(facts.waits),
        "late": delays.rows(facts, late_ones[:MOST]),
        "late_count": len(late_ones),
        "silent": silence.rows(facts, silent[:MOST]),
        "silent_count": len(silent),
        "silent_meaning": silence.MEANING,
        "lacks": [(one, many, page("cockpit_cases", one.code)) for one, many in lacks if many],
        "is_complete": not any(many for _one, many in lacks),
    }
