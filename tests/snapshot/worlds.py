"""Fixed scenarios, each with its clock, and the database that each makes."""

import json
import lzma
import os
import shutil
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine

HERE = Path(__file__).resolve().parent
PARIS = ZoneInfo("Europe/Paris")
DELIVER = "snapshot.deliver"  # an act of ours: mails leave at their own date, as with a worker
EVENING = time(23, 30)
TURNS = 400  # of the worker, twenty tasks each


@dataclass(frozen=True)
class World:
    """A scenario of this folder, the instant at which it is looked at, and how far."""

    scenario: str
    instant: datetime
    each: int  # addresses of one pattern for one person
    days_after: int  # of mails that come with nobody at the keyboard


WORLDS = {
    "journey": World(
        "journey.yaml.xz",
        datetime(2025, 9, 1, 9, 0, tzinfo=PARIS),
        each=1,
        days_after=45,
    ),
}


class Clock:
    """The hour of the portal and of every library, stopped; `at` moves it."""

    def __init__(self, folder, instant):
        self.file, self.travel = folder / "clock.txt", None
        self.at(instant)

    def at(self, instant):
        if self.travel:
            self.travel.stop()
        self.file.write_text(instant.isoformat())
        self.travel = time_machine.travel(instant, tick=False)
        self.travel.start()


def start(folder, world):
    """Django on the data of `folder`, at the instant of the world."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (
        "DATABASE_URL",
        "PRIVATE_ROOT",
        "MEDIA_ROOT",
        "MAIL_URL",
        "REDIS_URL",
        "SEARCH_URL",
    ):
        os.environ.pop(name, None)
    os.environ |= {
        "PORTAL_PROFILE": "demonstration",
        "PORTAL_VAR": str(folder),
        "PORTAL_CLOCK": str(folder / "clock.txt"),
        "PORTAL_ADDRESS": "http://testserver",
        "DJANGO_SETTINGS_MODULE": "tests.snapshot.settings",
    }
    clock = Clock(folder, world.instant)
    import django  # noqa: PLC0415 -- once the environment and the hour are set

    django.setup()
    return clock


def prepare(name, folder):
    """Play the scenario in `folder`, in this process: database, files, mails; then what the worker does."""
    world = WORLDS[name]
    is_built = copy_migrated(folder)
    start(folder, world)
    from django.db import connections  # noqa: PLC0415 -- Django is set up by `start`

    from tests.snapshot import inside  # noqa: PLC0415 -- same

    inside.prepare_database(is_built=is_built)
    play(folder, world, inside)
    work(folder, inside)
    connections.close_all()
    (folder / "prepared").touch()


def copy_migrated(folder):
    """`MIGRATED_DATABASE`: an empty database already migrated, as for the browser's tests."""
    migrated = Path(os.environ.get("MIGRATED_DATABASE", "nowhere"))
    folder.mkdir(parents=True, exist_ok=True)
    if migrated.exists():
        shutil.copy(migrated, folder / "portail.sqlite3")
    return migrated.exists()


def play(folder, world, inside):
    from django.core.management import call_command  # noqa: PLC0415 -- once Django is set up

    @inside.find(inside.ACT)(DELIVER)
    def deliver(by, **_):
        """Mails leave; tasks wait for the end of the replay."""
        inside.deliver_mails()

    file = folder / "scenario.yaml"
    file.write_text(with_deliveries(scenario_text(world)), encoding="utf-8")
    with (folder / "addresses.json").open("w") as out:
        call_command("load_scenario", str(file), stdout=out, stderr=sys.stderr)
    json.loads((folder / "addresses.json").read_text())


def scenario_text(world):
    return lzma.open(HERE / world.scenario, "rt", encoding="utf-8").read()


def with_deliveries(text):
    """The same scenario, with a delivery of mails at the end of each day that has acts."""
    lines, day = [], None
    for line in text.splitlines():
        if line.startswith("  - {") and (found := day_of(line)):
            if day and found != day:
                lines.append(delivery(day))
            day = found
        lines.append(line)
    return "\n".join(lines) + "\n"


def day_of(line):
    _, is_there, rest = line.replace('"', "").partition("at: ")
    return date.fromisoformat(rest[:10]) if is_there else None


def delivery(day):
    return f'  - {{"at": "{day:%Y-%m-%d} {EVENING:%H:%M}", "do": "{DELIVER}"}}'


def work(folder, inside):
    """Turns of the worker until nothing waits."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- once Django is set up

    from tests.snapshot import mails  # noqa: PLC0415 -- same

    before = None
    for _ in range(TURNS):
        inside.run_worker()
        now = (DBTaskResult.objects.ready().count(), len(mails.files(folder / "mail")))
        if now[0] == 0 and now == before:
            return
        before = now
    raise RuntimeError("the worker never ends its tasks")


def live_on(folder, world, clock):
    """The mails of the days that follow: reminders and deadlines, with nobody at the keyboard."""
    from tests.snapshot import inside, mails  # noqa: PLC0415 -- once Django is set up

    before = mails.files(folder / "mail")
    for after in range(1, world.days_after + 1):
        clock.at(world.instant + timedelta(days=after))
        inside.run_clock()
        inside.deliver_mails()
    work(folder, inside)
    found = mails.files(folder / "mail") - before
    said = mails.read(found)
    for path in found:  # the world is as it was, for another visit
        path.unlink()
    return said
