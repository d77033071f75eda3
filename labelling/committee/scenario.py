"""Scenario acts of the committee."""

from datetime import time

from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, seating
from labelling.committee.minutes import actions as correcting
from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.committee.seats import actions as seat_changes
from labelling.committee.seats import mandates
from labelling.committee.votes import actions as votes
from portal.scenario import act

Kind = AgendaItem.Kind


@act("committee.seat", screen="labelling:committee_seat", who="le secrétariat du comité")
def make_seat(by, code, label, college="", order=100, is_chair=False, is_vice_chair=False):
    """Make a seat."""
    return seat_changes.add_seat(
        by,
        code=code,
        label=label,
        college=college,
        order=order,
        is_chair=is_chair,
        is_vice_chair=is_vice_chair,
    )


@act("committee.hold", screen="labelling:committee_hold", who="le secrétariat du comité")
def hold_seat(by, seat, user, rank="full", since_on=None):
    """Give a seat to a person, as titulaire (`full`) or suppléant (`substitute`); replaces the former."""
    return mandates.hold(by, seat=seat, user=user, rank=rank, since_on=since_on)


@act("committee.session", screen="labelling:session_create", who="le secrétariat du comité")
def make_session(
    by,
    held_on,
    starts_at="14:00",
    place="Paris, siège de l’USH",
    mode="in_session",
    urgency_reason="",
):
    """Prepare a session (mode: in_session, remote_session, written_consultation)."""
    return agenda.create(
        by,
        held_on=held_on,
        starts_at=time.fromisoformat(str(starts_at)),
        place=place,
        mode=CommitteeSession.Mode(mode),
        urgency_reason=urgency_reason,
    )


@act("committee.list_dossier", screen="labelling:session_agenda", who="le secrétariat du comité")
def list_dossier(by, on, dossier):
    """Put a dossier on the agenda; it becomes « inscrit »."""
    return agenda.add(on, Kind.LABEL, dossier, by=by)


@act(
    "committee.list_accreditation",
    screen="labelling:session_agenda",
    who="le secrétariat du comité",
)
def list_accreditation(by, on, accreditation):
    """Put an accreditation on the agenda."""
    return agenda.add(on, Kind.ACCREDITATION, accreditation, by=by)


@act("committee.list_label", screen="labelling:session_agenda", who="le secrétariat du comité")
def list_label(by, on, label, kind):
    """Put a measure on a label on the agenda (suspension, reinstatement, withdrawal, extension)."""
    return agenda.add(on, Kind(kind), label, by=by)


@act("committee.attend", screen="labelling:session_attendance", who="le secrétariat du comité")
def attend(by, on, absent=(), substitutes=()):
    """Note who is there: every titulaire, less the seats `absent`; `substitutes` sit for theirs."""
    marks = {
        row.attendance.seat_id: (
            row.full is not None and row.seat.code not in (*absent, *substitutes),
            row.seat.code in substitutes,
        )
        for row in seating.read(on).on()
    }
    return seating.note(on, marks, by=by)


@act("committee.declare_all", screen="labelling:session_interests", who="un membre du comité")
def declare_all(by, on, interests_by_point=None):
    """Every member declares: none, unless {point number: {seat code: nature}} (its titulaire's)."""
    holders = {row.seat.code: row.full.user_id for row in seating.read(on).on() if row.full}
    natures = {
        (int(number), holders[code]): nature
        for number, seats in (interests_by_point or {}).items()
        for code, nature in seats.items()
    }
    interests.declare_all(on, natures, by=by)
    return on


@act("committee.addendum", screen="labelling:session_addendum", who="le secrétariat du comité")
def write_addendum(by, on, text):
    """Write an addendum under the approved minutes of a session (the secretariat)."""
    return correcting.write(on, text, by=by)


@act(
    "committee.approve_addendum",
    screen="labelling:session_addendum_approve",
    who="la présidence du comité",
)
def approve_addendum(by, on):
    """Approve the addendum that awaits (the président)."""
    return correcting.approve(on, by=by)


@act("committee.vote", screen="labelling:item_vote", who="un membre du comité")
def vote(by, on, option, votes_by_seat=None):
    """Each present seat votes `option`, unless {seat code: option} (`none`: no ballot)."""
    other = votes_by_seat or {}

    def chosen(sitting):
        said = other.get(sitting.seat.code, option)
        return None if said in ("none", None) else said

    return votes.cast_all(on, chosen)
