"""Loss of the machine in the proof: a backup, everything gone, the same portal on another one."""

import json
import shutil

from scripts.proof.machine import Machine
from scripts.proof.units import read

REFERENT = "claire@example.org"
AGAIN = ("Vos choix", "Le code", "La base", "Les réglages", "Le certificat")


def facts(machine, at=""):
    """What two copies say alike: rows, directory, verification, open data, journal; and the files on the disk."""
    words = f'"$CODE/current/deploy/manage" data_facts {f"--at {at}" if at else ""} 2>/dev/null'
    code, said = machine.shell(words)
    assert code == 0, said[-2000:]
    told = json.loads(said)
    del told["counts"]["portal_journalcheck"]  # the guide verifies the journal of what it restores
    root = machine.folder / "data" / "private"
    kept = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    told["disk"] = sorted((str(path.relative_to(root)), path.stat().st_size) for path in kept)
    return told


def backed_up(machine):
    """The worker rests, so that nothing is written between the facts and the backup."""
    machine.units.answer(["stop", "portail-worker@1"])
    at = "2026-12-01T12:00"
    told = facts(machine, at)
    (block,) = machine.blocks("backup")
    code, said = machine.shell(block.text)
    assert code == 0, said
    newest = max((machine.folder / "backups").glob("*.age"), key=lambda path: path.stat().st_mtime)
    return at, told, newest


def lost(machine, folder, newest):
    """The archive and the key, kept elsewhere; the secret key of the settings; all else is removed."""
    safe = folder / "elsewhere"
    safe.mkdir()
    shutil.copy(newest, safe / "portail.tar.age")
    shutil.copy(machine.env["CLE_PRIVEE"], safe / "cle-privee.txt")
    settings = read(machine.settings / "env")
    machine.close()
    return safe, {"CLE_SECRETE": settings["SECRET_KEY"], "CLE_PUBLIQUE": settings["BACKUP_KEY"]}


def another(machine, folder, clamd, safe, keys):
    second = Machine(folder / "two", machine.source, machine.mails, clamd)
    second.archive(machine.env["VERSION"])
    second.env |= keys | {"SAUVEGARDE": str(safe / "portail.tar.age")}
    second.env["CLE_PRIVEE"] = str(safe / "cle-privee.txt")
    return second


def same(machine, at, told):
    found = facts(machine, at)
    different = sorted(name for name in told if found.get(name) != told[name])
    assert not different, {name: _apart(told[name], found.get(name)) for name in different}
    return f"{len(told['disk'])} fichier(s), {len(told)} sortes de faits"


def _apart(before, after):
    """Of two mappings, what differs alone."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return before, after
    names = before.keys() | after.keys()
    return {
        one: (before.get(one), after.get(one)) for one in names if before.get(one) != after.get(one)
    }


def play(proof, machine, folder, clamd, people):
    """The second machine, or None where the backup failed."""
    saved = proof.step("sauvegarde", backed_up, machine)
    if saved is None:
        return None
    at, told, newest = saved
    safe, keys = lost(machine, folder, newest)
    second = another(machine, folder, clamd, safe, keys)
    try:
        proof.play(second, titles=AGAIN)
        if not (second.code / "venvs").exists():  # fetched once: the first machine proved the lock
            (machine.code / "venvs").rename(second.code / "venvs")
        shutil.rmtree(machine.folder)
        proof.play(second, "restore")
        proof.step(
            "annuaire, vérification, données ouvertes, journal, fichiers et comptes égaux",
            same,
            second,
            at,
            told,
        )
        proof.play(second, titles=("Les services",))
    except BaseException:
        second.close()
        raise
    people.machine = second
    proof.step("connexion avec le même second facteur", people.sign_in, REFERENT)
    return second
