"""Scenario acts of the register of acts: the times that a person of the office declares, the counts of the journal."""

from labelling.steering.act_ledger import counts, samples
from portal.scenario import act


@act("act_times.declare", screen="labelling:act_times", who="le référent label")
def declare(by, times):
    """Those of `times` (kind, act, minutes before, minutes now) that they did among their first of last month."""
    month = samples.last_month()
    asked = {one.key for one, _many in samples.offered(by, month)}
    said = {(kind, name): (before, now) for kind, name, before, now in times}
    told = {key: pair for key, pair in said.items() if key in asked}
    return samples.declare(month, told, by=by) if told else None


@act("act_ledger.count", why="le travail de chaque matin le fait, personne ne l’appelle")
def count(by):
    """The months of the journal that are not counted yet."""
    return counts.count_months()
