"""Charter of ethics of auditors: its dated versions, read from data/, and its acceptance."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from labelling.parties.accreditation.actions import OVER
from labelling.parties.accreditation.rules import holder
from portal.core import clock
from portal.core.data_files import read_data
from portal.workflow import Forbidden, Problem, Refused, acting

TEXT = Path(settings.BASE_DIR) / "labelling" / "data" / "accreditation" / "charte.yaml"
NOT_HELD = "Seul l’auditeur accepte la charte, tant que son agrément ou sa demande court."


def versions():
    """{version: its text}, in the order of their dates: version, starts_on, intro, articles (title, lines)."""
    texts = read_data(TEXT)
    return {one["version"]: one for one in sorted(texts, key=lambda one: one["starts_on"])}


def in_force():
    """The version that is to be accepted today; the first, before any has begun."""
    first, *later = versions().values()
    begun = [one for one in later if one["starts_on"] <= clock.today()]
    return begun[-1] if begun else first


def after(version):
    """The version that has replaced it, or None while it is the one in force."""
    start = versions()[version]["starts_on"]
    begun = (one for one in versions().values() if start < one["starts_on"] <= clock.today())
    return next(begun, None)


def address_of(version):
    """Where a version is read; "" for an acceptance that was kept without one."""
    known = version in versions()
    return reverse("labelling:auditor_charter", args=[version]) if known else ""


def has_accepted(accreditation):
    return accreditation.ethics_version == in_force()["version"]


def may_accept(user, accreditation):
    return holder(user, accreditation) and accreditation.state not in OVER


def accept(accreditation, *, by, read):
    """The auditor accepts the version `read`, the one in force; the accreditation keeps it and the day."""
    if not may_accept(by, accreditation):
        raise Forbidden(NOT_HELD)
    version = in_force()["version"]
    if read != version:
        text = "La charte a changé pendant que vous lisiez\u00a0: relisez-la avant de l’accepter."
        raise Refused(Problem("charter_changed", text))
    said = f"a accepté la charte de déontologie, version {version}"
    with acting(accreditation, by=by, act="accept_charter", sentence=said) as current:
        if current.ethics_version == version:
            raise Refused(Problem("accepted", "Vous avez déjà accepté cette version de la charte."))
        current.ethics_accepted_on, current.ethics_version = clock.today(), version
    return current
