"""Lines of the audit log for the register of acts: a dossier registered so many times, at such instants."""

from datetime import datetime, timedelta

from labelling.steering.act_ledger import counts, samples
from labelling.steering.act_ledger.samples import last_month
from portal.core import clock
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism

DOSSIER, REGISTER = "labelling.labeldossier", "register"
OCTOBER = datetime(2026, 10, 5, 9)


def lines(by, *acts, thing=None, start=OCTOBER, gap=timedelta(minutes=4)):
    """One line an act, `gap` apart, about one dossier."""
    thing = thing or make_dossier(make_organism())
    for rank, act in enumerate(acts):
        with clock.at(start + rank * gap):
            audit_log.write(thing, by=by, act=act, sentence="Un acte.", target=thing.state)
    return thing


def counted(by, *acts, **how):
    thing = lines(by, *acts, **how)
    counts.count_months()
    return thing


def declared(by, before=25, now=5, act=REGISTER):
    """The time of an act that this person did last month."""
    return samples.declare(last_month(), {(DOSSIER, act): (before, now)}, by=by)
