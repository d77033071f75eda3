"""End of the certificates that the portal lives on: read from their files, judged by what is left of their life."""

from datetime import timedelta
from pathlib import Path

from portal.core import clock
from portal.ops.health import DOWN, OK, WARN
from portal.ui import words

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
