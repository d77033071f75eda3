"""Rules of an alert banner before it is published: its dates, one banner at a time."""

from portal.core import clock
from portal.ui import words

PAST = "Cette date est passée\u00a0: le bandeau ne paraîtrait pas."
CROSSED = "«\u00a0{}\u00a0» paraît déjà du {} au {}\u00a0: un bandeau à la fois. Changez les dates de l’un des deux."


def problems(banner):
    """[(field, sentence)]; that the end comes after the start is a constraint."""
    if not banner.starts_at or not banner.ends_at:
        return
    if banner.ends_at <= clock.now():
        yield "ends_at", PAST
    elif other := _crossing(banner):
        dates = words.moment(other.starts_at), words.moment(other.ends_at)
        yield "starts_at", CROSSED.format(other.heading, *dates)


def _crossing(banner):
    rows = type(banner).objects.filter(live=True).exclude(pk=banner.pk)
    return rows.filter(starts_at__lt=banner.ends_at, ends_at__gt=banner.starts_at).first()
