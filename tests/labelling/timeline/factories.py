"""Factories of timelines: the dates to come of an organism, as plain values."""

from datetime import date, time

from labelling.committee.models import CommitteeSession
from labelling.parties.framework.binding import current_committee_rules
from labelling.steering.timeline.dates import coming
from labelling.steering.timeline.facts import read
from portal.access.references import next_reference
from portal.core import clock
from tests.labelling.labels.factories import make_label


def lines(organism, user, slip=None):
    return coming(read(user, organism), slip)


def dates(organism, user, slip=None):
    """{name of the step: (first, last)} of one procedure."""
    return {
        one.code.rpartition(".")[2]: (one.first, one.last) for one in lines(organism, user, slip)
    }


def line(organism, user, name, slip=None):
    return next(one for one in lines(organism, user, slip) if one.code.endswith(f".{name}"))


def announce(day, state="convened"):
    """A session that is called, put straight there."""
    return CommitteeSession.objects.create(
        reference=next_reference("QH-S", day.year), held_on=day, starts_at=time(14), place="Paris",
        rules=current_committee_rules(day), state=state, convened_on=clock.today(),
    )  # fmt: skip


def plain(text):
    """The sentence with ordinary spaces."""
    return text.replace("\u00a0", " ")


def end_of(organism, end_on, **fields):
    return make_label(organism, start_on=date(2025, 1, 1), end_on=end_on, **fields)
