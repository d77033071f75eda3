"""Releases that the proof makes of the code it has, and the upgrades that are tried with them under load."""

import shutil
import time

from scripts.proof.load import Load
from scripts.proof.visitor import Visitor

PEOPLE, HEALTH, ENTRY = "portal/access/models.py", "portal/ops/views.py", "portal/wsgi.py"
FIELD = '    nickname = models.CharField("surnom", max_length=80, blank=True, db_default="")\n'
LAST = '    last_seen_at = models.DateTimeField("dernière visite", null=True, editable=False)\n'
HEAD = "from django.db import migrations, models\n\nfrom portal.schema.operations import LeaveField\n\n"
ADDS = 'migrations.AddField("user", "nickname", models.CharField("surnom", max_length=80, blank=True, db_default=""))'
FILLS = "migrations.RunPython(fill, migrations.RunPython.noop)"
FILL = """
def fill(apps, editor):
    apps.get_model("portal", "User").objects.filter(nickname="").update(nickname=models.F("first_name"))

"""
# A member's home and a form among the pages of strangers.
PUBLIC = [
    "/",
    "/annuaire/",
    "/observatoire/",
    "/verifier/",
    "/sante/",
    "/annuaire/donnees/",
    "/le-label/",
]
HOME, FORM = "/espace/", "/signaler/"


class Maker:
    """Copies of the code, each with what a release brings."""

    def __init__(self, machine):
        self.machine, self.source = machine, machine.source
        folder = self.source / "portal" / "migrations"
        self.last = sorted(path.stem for path in folder.glob("0*.py"))[-1]

    def make(self, release, migrations=(), edits=()):
        """The archive of a release, handed over. `migrations`: (name, operation, code before it)."""
        copy = self.machine.folder / "making" / release
        shutil.copytree(self.source, copy, symlinks=True)
        before = self.last
        for name, operation, code in migrations:
            body = f"class Migration(migrations.Migration):\n    dependencies = [('portal', '{before}')]\n"
            text = f"{HEAD}{code}{body}    operations = [{operation}]\n"
            (copy / "portal" / "migrations" / f"{name}.py").write_text(text)
            before = name
        for path, old, new in ((HEALTH, "en vie\\n", f"en vie {release}\\n"), *edits):
            text = (copy / path).read_text()
            assert old in text, (path, old)
            (copy / path).write_text(text.replace(old, new, 1))
        self.machine.archive(release, copy)
        self.machine.renew()
        shutil.rmtree(copy)


ONE = ("9001_nickname", ADDS, "")
TWO = ("9002_nickname_filled", FILLS, FILL)
THREE = ("9003_nickname_left", 'LeaveField("user", "nickname")', "")
GONE = ("9004_phone_gone", 'migrations.RemoveField("user", "phone")', "")
WITH_FIELD = (PEOPLE, LAST, LAST + FIELD)
BROKEN = (ENTRY, "stop_on_refusal()", 'raise RuntimeError("this release does not start")')


def under_load(machine, reader, kind, expected=0):
    """The guide's block of that kind while fifty requests a second come: what it said, and what the load tells."""
    (block,) = machine.blocks(kind)
    guest = Visitor(reader.name, reader.port, machine.certificate)
    pages = [(guest, "GET", path, 200) for path in (*PUBLIC, *PUBLIC)]
    pages += [(reader, "GET", HOME, 200), (guest, "POST", FORM, 403)]
    with Load(pages) as load:
        time.sleep(3)
        begun = time.monotonic()
        code, said = machine.shell(block.text)
        took = time.monotonic() - begun
        time.sleep(3)
    assert code == expected, said[-3000:]
    assert not load.failed, f"{dict(load.failed)}\n{load.told()}"
    return said, f"{took:.0f} s, {load.told()}, aucune perdue"


def in_service(reader):
    return reader.get("/sante/").text.split()[-1]


def upgraded(machine, reader, release):
    _, told = under_load(machine, reader, "upgrade")
    assert in_service(reader) == release, in_service(reader)
    return told


def refused(machine, reader, release, sentence):
    """The one in service stays; what was said."""
    said, told = under_load(machine, reader, "upgrade", expected=1)
    assert sentence in said, said[-2000:]
    assert in_service(reader) == release, in_service(reader)
    return told


def nicknames(machine):
    """Of how many people the column that the first upgrade filled is not what it was filled with."""
    return machine.postgres.sql(
        "SELECT count(*) FROM portal_user WHERE nickname <> first_name", "portail"
    ).stdout.strip()


def back(machine, reader, people):
    """The release before, on the base of the one that left: it reads and writes what it did."""
    _, told = under_load(machine, reader, "back")
    assert in_service(reader) == "2026-12-08", in_service(reader)
    people.sign_in("claire@example.org")
    assert nicknames(machine) == "0", nicknames(machine)
    return told


def play(proof, machine, people):
    maker, reader = Maker(machine), people.at["claire@example.org"]
    maker.make("2026-12-08", [ONE, TWO], [WITH_FIELD])
    proof.step(
        "mise à jour qui ajoute une colonne et la remplit", upgraded, machine, reader, "2026-12-08"
    )
    maker.make("2026-12-09", [ONE, TWO, GONE], [WITH_FIELD])
    sentence = "«\u00a0portal.user.phone\u00a0» disparaît"
    proof.step("mise à jour dangereuse, refusée", refused, machine, reader, "2026-12-08", sentence)
    maker.make("2026-12-10", [ONE, TWO], [WITH_FIELD, BROKEN])
    sentence = "la version 2026-12-08 est restée en service"
    proof.step("version qui ne démarre pas", refused, machine, reader, "2026-12-08", sentence)
    maker.make("2026-12-15", [ONE, TWO, THREE])
    proof.step("mise à jour qui ne lit plus la colonne", upgraded, machine, reader, "2026-12-15")
    proof.step("retour à la version d’avant", back, machine, reader, people)
