"""Scenario acts of the practice of the month."""

from observatory.practices.models import GoodPractice
from observatory.spotlight import actions
from portal.scenario import act


@act("spotlight.choose", screen="observatory:month_choose", who="la Dircom")
def choose(by, practice, month, words=""):
    """Choose the practice that has this name in its address, for a month (2026-11)."""
    found = GoodPractice.objects.get(slug=practice)
    return actions.choose(found, actions.month_of(month), by=by, words=words)
