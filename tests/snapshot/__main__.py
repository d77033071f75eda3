"""Commands of the snapshot: `take FILE`, `compare BEFORE AFTER`, and the two steps that `take` runs apart."""

import argparse
import json
import lzma
import sys
import tempfile
import time
from pathlib import Path

from tests.snapshot import comparing, taking
from tests.snapshot.worlds import WORLDS, prepare


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tests.snapshot", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("take", help="write a snapshot")
    one.add_argument("file", type=Path)
    one.add_argument(
        "--like", type=Path, help="visit the pages of this snapshot (else: follow links)"
    )
    one.add_argument(
        "--keep", type=Path, help="folder of the prepared databases, used again if there"
    )
    one.add_argument("--world", action="append", choices=WORLDS, help="only this world")
    one.add_argument("--who", nargs="+", help="only these people (quick; nobody is « (personne) »)")
    one = commands.add_parser("compare", help="print what differs, by group")
    one.add_argument("before", type=Path)
    one.add_argument("after", type=Path)
    one.add_argument("--reasons", type=Path, default=taking.ROOT / "docs" / "differences.md")
    one = commands.add_parser("prepare", help="(step of take)")
    one.add_argument("world", choices=WORLDS)
    one.add_argument("folder", type=Path)
    one = commands.add_parser("look", help="(step of take)")
    one.add_argument("world", choices=WORLDS)
    one.add_argument("folder", type=Path)
    one.add_argument("plan", type=Path)
    one.add_argument("taken", type=Path)
    options = parser.parse_args(arguments)
    return COMMANDS[options.command](options)


def take(options):
    like = load(options.like)["worlds"] if options.like else {}
    worlds = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name in options.world or WORLDS:
            start = time.monotonic()
            plan = like[name]["plan"] if name in like else None
            worlds[name] = taking.make(name, options.keep or Path(temporary), plan, options.who)
            pages = sum(map(len, worlds[name]["people"].values()))
            sys.stdout.write(
                f"{name}: {len(worlds[name]['people'])} people, {pages} pages, "
                f"{len(worlds[name]['mails'])} mails, {time.monotonic() - start:.0f} s\n"
            )
    save(options.file, {"worlds": worlds})


def say(line):
    sys.stdout.write(f"{line}\n")


def compare(options):
    faults = comparing.report(load(options.before), load(options.after), options.reasons, say)
    return int(faults > 0)


def look(options):
    plan, who = json.loads(options.plan.read_text())
    taken = taking.take(options.world, options.folder, plan, who)
    options.taken.write_text(json.dumps(taken, ensure_ascii=False))


def load(path):
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def save(path, snapshot):
    with lzma.open(path, "wt", encoding="utf-8", preset=9 | lzma.PRESET_EXTREME) as file:
        json.dump(snapshot, file, ensure_ascii=False, indent=0)


COMMANDS = {
    "take": take,
    "compare": compare,
    "prepare": lambda options: prepare(options.world, options.folder),
    "look": look,
}
if __name__ == "__main__":
    sys.exit(main())
