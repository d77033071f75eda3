"""Machine's own clock under faketime, which the server of the tests does not follow (tests/postgres.py)."""

import os
import subprocess
import time
from types import SimpleNamespace

import pytest

from portal.ops import probes
from tests.postgres import without_faketime


@pytest.fixture(autouse=True)
def machine_clock(monkeypatch):
    """The probe of the clocks reads the one that the server reads; nothing changes without faketime."""
    if "faketime" in os.environ.get("LD_PRELOAD", ""):
        real = {"env": without_faketime(os.environ), "capture_output": True, "check": True}
        shift = time.time() - float(subprocess.run(["date", "+%s.%N"], **real).stdout)
        theirs = vars(time) | {"time": lambda: time.time() - shift}
        monkeypatch.setattr(probes, "time", SimpleNamespace(**theirs))
