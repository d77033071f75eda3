"""Metrics and status of the index: pending jobs, last check, problems."""

from dataclasses import dataclass
from datetime import timedelta

from observatory.index_sync import requests
from observatory.index_sync.models import IndexCheck
from portal.core import clock

LATE, EVERY = timedelta(minutes=15), timedelta(hours=1)
UNCHECKED = 3 * EVERY


@dataclass(frozen=True)
class Report:
    """`problems` are sentences; none when the index is in step."""

    waiting: dict
    last: IndexCheck | None
    problems: tuple[str, ...]


def report():
    waiting, last = requests.waiting(), IndexCheck.objects.first()
    return Report(waiting, last, tuple(_problems(waiting, last)))


def _problems(waiting, last):
    if waiting["given_up"]:
        yield _updates(waiting["given_up"], "abandonnée")
    if waiting["oldest"] and waiting["oldest"] < clock.now() - LATE:
        yield f"{_updates(waiting['count'], 'demandée')} et en retard"
    if last is None:
        yield "jamais vérifié"
    elif last.at < clock.now() - UNCHECKED:
        yield "plus vérifié depuis trois heures"
    elif last.error:
        yield f"vérification empêchée ({last.error})"


def _updates(count, what):
    return f"{count} mises à jour {what}s" if count > 1 else f"{count} mise à jour {what}"
