"""Inspection in a child process: 2 s of CPU, 1 GB, no network; a file that asks for more is refused (BR-91)."""

import json
import logging
from pathlib import Path

from portal.inspection.refusals import Refusal
from portal.inspection.verdicts import inspect
from portal.sandbox import pool

logger = logging.getLogger("portal.inspection")
PRESS = pool.Press(Path(__file__).with_name("worker.py"))
CPU, SECONDS = 2, 15  # of the processor; of the clock, on a busy machine
MEGABYTES = 1024


def inspect_apart(name, content, *, with_drawings=False):
    """The Verdict of `verdicts.inspect`: name, size and first bytes are looked at here, the rest by a child."""
    return inspect(name, content, with_drawings=with_drawings, check=check)


def check(extension, content):
    """The cleaned bytes of a picture, or None; Refusal of what is not let in, or asks for too much."""
    content.seek(0)
    try:
        code, made, said = PRESS.run(
            ["check", SECONDS, MEGABYTES, extension, CPU, MEGABYTES], content.read()
        )
    except pool.Late as error:
        raise Refusal("too_heavy") from error
    except OSError as error:
        logger.exception("no child to inspect a file")
        raise Refusal("unchecked") from error
    if code:
        kind = said.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        logger.warning("inspection of a %s ended with %s, %s", extension, code, kind[:80])
        raise Refusal("too_heavy")
    told, _, cleaned = made.partition(b"\n")
    told = json.loads(told)
    if "code" in told:
        raise Refusal(told["code"], **told["blanks"])
    return cleaned if told["is_cleaned"] else None
