"""Registry of the services that the portal lives on: what is asked of each, what its failure means, what to do.

One list for `manage.py start`, `/sante/services/`, the page « Services » and the home of who watches.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache, caches
from django.db import DatabaseError

from portal.core import clock
from portal.ops.worker import SILENT, often
from portal.ui import words

OK, WARN, DOWN = "ok", "attention", "panne"
KEPT = 60  # seconds during which a process gives the last answer of a service on another machine
LOOKS = {  # tone, icon, word
    OK: ("ok", "tick", "Va bien"),
    WARN: ("warn", "hourglass", "À surveiller"),
    DOWN: ("danger", "triangle", "En panne"),
}
FAILING = "portal:services:failing"
CHECKS = []


@dataclass(frozen=True)
class Check:
    """`ask()` gives (state, detail). `harm` and `remedy` are sentences for whoever reads that it fails."""

    name: str
    label: str
    ask: Callable
    is_used: Callable
    harm: str
    remedy: str
    is_far: bool
    tell: Callable = str

    def answer(self):
        """One that raises is down, and its error is not told: it may hold a password."""
        try:
            return self.ask()
        except Exception:
            return DOWN, "ne répond pas"

    def last_answer(self):
        """Anybody may ask /sante/services/: what costs a connection or a file is asked once a minute."""
        key = f"portal:service:{self.name}"
        answer = caches["answers"].get(key)
        if answer is None:
            answer = self.answer()
            caches["answers"].set(key, answer, KEPT)
        return answer


@dataclass(frozen=True)
class Service:
    """A service as it stands."""

    name: str
    label: str
    state: str
    detail: str
    harm: str = ""
    remedy: str = ""
    tell: Callable = str

    @property
    def said(self):
        """What its command ended with, for who can have it mended: anybody reads the detail."""
        try:
            return self.tell()
        except DatabaseError:
            return ""

    @property
    def is_well(self):
        return self.state == OK

    @property
    def look(self):
        """(tone, icon, word) of its badge."""
        return LOOKS[self.state]


def always():
    return True


def in_production():
    return settings.PORTAL_PROFILE == "production"


def register_service(
    name, label, check, is_used=always, *, harm="", remedy="", is_far=False, tell=str
):
    """Register a service, asked while `is_used()`: `check()` gives (state, detail) and may raise.

    `harm` says what its failure means for people, `remedy` what to do: one sentence each. `is_far`: asking
    opens a connection or writes a file. `tell()` is what its command ended with, for who can have it mended.
    """
    CHECKS.append(Check(name, label, check, is_used, harm, remedy, is_far, tell))


def services(*, is_fresh=False):
    """Every service used here, as it stands: at this very instant when `is_fresh`."""
    found = []
    for check in CHECKS:
        if check.is_used():
            is_asked = is_fresh or not check.is_far
            state, detail = check.answer() if is_asked else check.last_answer()
            words = check.harm, check.remedy, check.tell
            found.append(Service(check.name, check.label, state, detail, *words))
    return found


def worst(found):
    states = {service.state for service in found}
    return next((state for state in (DOWN, WARN) if state in states), OK)


@often
def keep_what_fails():
    """For the homes, which ask nothing by themselves: a service that hangs would hang them."""
    if settings.WATCHES_SERVICES:
        labels = [service.label for service in services() if not service.is_well]
        cache.set(FAILING, {"at": time.time(), "labels": labels}, timeout=None)


def failing():
    """Labels of what failed at the worker's last look; a silent worker is itself what fails."""
    if not settings.WATCHES_SERVICES:
        return []
    try:
        kept = cache.get(FAILING)
    except OSError:
        return ["Cache partagé"]
    if kept is None or time.time() - kept["at"] > SILENT:
        return ["Travail de fond"]
    return kept["labels"]


SOON = timedelta(days=30)


def of_pem(path):
    """The first certificate of a PEM file: that of the site, before those that sign it. OSError, ValueError."""
    from cryptography import x509  # noqa: PLC0415 -- heavy

    return x509.load_pem_x509_certificate(Path(path).read_bytes())


def judge(certificate):
    """(state, detail) of a certificate, by the day when it ends."""
    ends = certificate.not_valid_after_utc
    left, day = ends - clock.now(), words.day(ends.astimezone(clock.PARIS).date())
    if left <= timedelta(0):
        return DOWN, f"échu depuis le {day}"
    return (WARN if left <= SOON else OK), f"valable jusqu’au {day}"
