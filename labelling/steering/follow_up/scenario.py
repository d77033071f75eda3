"""Scenario acts of the follow-up: a note, an exchange, a relance that leaves."""

from datetime import date

from labelling.steering.follow_up import notes
from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.follow_up.relances import actions as relances
from labelling.steering.follow_up.relances import handings
from labelling.steering.follow_up.relances.mails import Proposal, people_of, propose
from portal.core import clock
from portal.scenario import act

OFFICE = "le bureau du label"


@act("follow_up.note", screen="labelling:note_write", who=OFFICE)
def write_note(by, on, text, mentions=(), is_pinned=False):
    """A note of the office on an organism; `mentions`: colleagues who are told."""
    return notes.write(on, by=by, text=text, mentioned=mentions, is_pinned=is_pinned)


@act("follow_up.contact", screen="labelling:exchange_note", who=OFFICE)
def note_exchange(
    by, on, kind, said, person=None, with_name="", next_step="", next_on=None, held_on=None
):
    """An exchange of today or of `held_on`: `kind` phone, mail, meeting or visit; what follows, with its day."""
    return exchanges.note(
        on,
        by=by,
        kind=kind,
        on=_day(held_on) or clock.today(),
        said=said,
        person=person,
        with_name=with_name,
        next_step=next_step,
        next_on=_day(next_on),
    )


@act("follow_up.relance", screen="labelling:relance_write", who="le référent label")
def send_relance(by, on, subject, text, follow_on=None):
    """Write to the people of an organism; the mail leaves at once in a scenario."""
    found = propose(on, by=by)
    one = Proposal(on, people_of(on), found.dossier, subject, text)
    (made,) = relances.prepare([one], by=by, follow_on=_day(follow_on), is_reviewed=True)
    relances.confirm(made.batch, by=by)
    relances.leave_now(made)
    return made


@act("follow_up.give", screen="labelling:charge_give", who="le référent label")
def give_dossiers(by, organisms, person):
    """Give the running dossiers of several organisms to somebody of the label's office."""
    return handings.give(organisms, person, by=by)


def _day(value):
    return date.fromisoformat(str(value)) if value else None
