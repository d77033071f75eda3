"""Restoration of an older archive in the proof: of the first release, brought back by the last one, then migrated."""

from scripts.proof.loss import AGAIN, facts
from scripts.proof.machine import Machine
from scripts.proof.units import read

AT = "2026-12-01T12:00"
NEWEST = "2026-12-15"


def third(machine, folder, clamd):
    """A machine with the newest release, and the oldest archive of the one that served."""
    settings = read(machine.settings / "env")
    oldest = min((machine.folder / "backups").glob("*.age"), key=lambda path: path.stat().st_mtime)
    one = Machine(folder / "three", machine.source, machine.mails, clamd)
    one.env |= {
        "CLE_SECRETE": settings["SECRET_KEY"],
        "CLE_PUBLIQUE": settings["BACKUP_KEY"],
        "SAUVEGARDE": str(oldest),
        "CLE_PRIVEE": str(folder / "elsewhere" / "cle-privee.txt"),
        "VERSION": NEWEST,
        "ARCHIVE": str(machine.folder / f"portail-{NEWEST}.tar.gz"),
    }
    if not (one.code / "venvs").exists():
        one.code.mkdir(exist_ok=True)
        (one.code / "venvs").symlink_to(machine.code / "venvs")
    return one


def migrated(machine, people):
    """All of its people, none of its journal's lines lost, and the column that came after the archive."""
    found = facts(machine, AT)
    assert found["journal"] == [], found["journal"]
    assert found["counts"]["portal_user"] == people, found["counts"]["portal_user"]
    filled = machine.postgres.sql(
        "SELECT count(*) FROM portal_user WHERE nickname = first_name", "portail"
    ).stdout.strip()
    assert filled == str(people), filled
    return f"{people} personnes, {len(found['disk'])} fichier(s)"


def play(proof, machine, folder, clamd):
    people = int(machine.postgres.sql("SELECT count(*) FROM portal_user", "portail").stdout)
    one = third(machine, folder, clamd)
    try:
        proof.play(one, titles=AGAIN)
        proof.play(one, "restore")
        proof.step("archive d’une version antérieure, migrée", migrated, one, people)
    finally:
        one.close()
