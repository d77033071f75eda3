"""Worker job that gives the processes' counts to those who keep them: the only writer of page views."""

from datetime import date

from portal.ops.worker import often
from portal.page_views.counts import collect_counts
from portal.page_views.registry import Views, uses


@often
def add_page_views():
    """Returns how many page views were kept."""
    return keep(list(_parse_counts(collect_counts())))


def keep(views):
    """Each use is given what it keeps; returns how many were kept, once for each use."""
    told = [(use, [one for one in views if use.keeps(one)]) for use in uses()]
    return sum(use.write(some) for use, some in told if some)


def _parse_counts(counts):
    """What another release has written is left aside."""
    for key, count in counts.items():
        words = key.split(" ")
        if len(words) == 4:
            day, who, name, path = words
            yield Views(date.fromisoformat(day), who == "member", name, path, count)
