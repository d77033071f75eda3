"""Inspection worker script: looks into a file in a child of the pool (`portal.sandbox.child`)."""

import json
import sys
import time
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the pool starts it isolated

from portal.inspection import pictures
from portal.inspection.refusals import Refusal
from portal.inspection.verdicts import DRAWINGS, KINDS
from portal.sandbox import child

CHECKS = {extension: kind.check for extension, kind in (KINDS | DRAWINGS).items()}
CHECKS["avif"] = pictures.avif


def check(source, target, extension, cpu, megabytes):
    """A line of JSON (the refusal, the CPU), then the cleaned content if there is one."""
    content = BytesIO(source.read())
    child.limit(int(cpu), int(megabytes))
    cleaned, said = None, {}
    try:
        cleaned = CHECKS[extension](content)
    except Refusal as refusal:
        said = {"code": refusal.code, "blanks": refusal.blanks}
    said |= {"is_cleaned": cleaned is not None, "cpu": time.process_time()}
    target.write(json.dumps(said).encode() + b"\n" + (cleaned or b""))


def warm_up():
    """What each check imports when it is first asked."""
    import portal.inspection.parsing  # noqa: F401, PLC0415 -- heavy


if __name__ == "__main__":
    child.main({"check": check}, warm_up)
