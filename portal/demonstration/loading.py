"""Opening of a demonstration on an empty database: schema, rules, site, scenario, in one process."""

import gc
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from portal.core import clock
from portal.demonstration import jobs, registry
from portal.schema.build import build_database

FILE = "demonstration-opened"  # the instant of the opening, by the portal's clock


@dataclass(frozen=True)
class Cost:
    """The CPU of one part, in seconds, and what it made."""

    label: str
    seconds: float
    made: str = ""

    def __str__(self):
        made = f" ({self.made})" if self.made else ""
        return f"{self.label}\u00a0: {self.seconds:.1f} s{made}".replace(".", ",")


def open_demonstration():
    """Yield the cost of each part as it ends; what is dear is left to the worker."""
    gc.freeze()  # the code, which stays: looking at it again at each collection is a tenth of the time
    gc.set_threshold(100_000, 20, 100)
    registry.discover()
    (settings.VAR / FILE).write_text(
        clock.now().astimezone(clock.PARIS).isoformat(), encoding="ascii"
    )
    yield _spent("Base de données", build_database)
    for part in registry.in_order(registry.FIRST):
        yield _spent(part.label, part.run)
    jobs.leave(registry.in_order(registry.LATER))


def opened_at():
    """The instant up to which the story goes (Paris)."""
    text = (settings.VAR / FILE).read_text(encoding="ascii")
    return datetime.fromisoformat(text).astimezone(clock.PARIS)


def _spent(label, run):
    start = time.process_time()
    made = run()
    return Cost(label, time.process_time() - start, made if isinstance(made, str) else "")
