"""Sessions of the cockpit: those to come with their points, and how the quorum was met over a year."""

from labelling.cockpit.cases import page
from labelling.committee.models import CommitteeSession
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
