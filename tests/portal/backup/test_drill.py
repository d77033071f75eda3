"""Restore drill: what differs is named, told in the page of health; the whole of it on both databases."""

import fcntl
from datetime import timedelta

import pytest

from portal.backup import drill, health, restoring
from portal.backup.folder import LOCK
from portal.backup.models import record
from portal.core import clock
from portal.models import BackupRun, Role
from portal.ops.health import OK, WARN
from portal.schema import versions as age
from tests.factories import make_user
from tests.portal.backup.test_backup import NOON, said_by
from tests.portal.backup.test_restore import retell

Kind = BackupRun.Kind
ADDRESS = "/annuaire.csv"


def run(kind, *, is_good=True, said="portail-20261124T020000Z", **age):
    at = clock.now() - timedelta(**age)
    return BackupRun.objects.create(
        kind=kind, started_at=at, ended_at=at, is_good=is_good, said=said
    )


def whole(path, keys):
    """(manifest, what a restored portal would tell, its files), all equal."""
    manifest = restoring.verify(path, keys.identity)
    restored = {"counts": manifest["counts"], "answers": manifest["answers"], "journal": []}
    return manifest, restored, manifest["files"]


def test_a_portal_that_is_the_same_has_no_difference(path, keys):
    assert drill.compared(*whole(path, keys)) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"counts": {"portal_user": 0}}, "La table portal_user diffère."),
        ({"answers": {ADDRESS: "200 autre"}}, f"La réponse {ADDRESS} diffère."),
        ({"files": {"media/un": [1, "0"]}}, "Le fichier media/un diffère."),
        ({"journal": ["ligne 3"]}, "Journal\u00a0: ligne 3."),
    ],
)
def test_each_difference_is_named(path, keys, change, sentence):
    manifest, restored, files = whole(path, keys)
    for name in ("counts", "answers"):
        restored[name] = restored[name] | change.get(name, {})
    restored["journal"] = change.get("journal", [])

    assert drill.compared(manifest, restored, files | change.get("files", {})) == [sentence]


@pytest.mark.parametrize("status", [500, 404, 400])
def test_an_answer_that_is_an_error_is_no_proof(path, keys, status):
    manifest, restored, files = whole(path, keys)
    manifest["answers"] = restored["answers"] = {ADDRESS: f"{status} e3b0"}

    assert drill.compared(manifest, restored, files) == [f"La réponse {ADDRESS} est une erreur."]


def test_the_pages_of_another_code_are_not_compared(path, keys):
    manifest, restored, files = whole(path, keys)
    restored["answers"] = restored["answers"] | {ADDRESS: "200 autre"}

    assert drill.compared(manifest | {"code": "autre"}, restored, files) == []


def test_a_drill_without_a_backup_is_a_sentence_and_is_told(place, keys, folder):
    refusal = said_by("restore_drill", key=keys.path)[1]

    assert "ne contient aucune sauvegarde" in refusal
    assert BackupRun.objects.values_list("kind", "is_good", "said").get() == (
        "drill",
        False,
        refusal,
    )


def test_a_backup_of_a_version_before_is_to_be_made_again_first(path, keys):
    retell(path, keys, migrations=age.written()[1:])

    assert "vient d’une version antérieure" in said_by("restore_drill", key=keys.path)[1]


def test_a_drill_removes_what_a_killed_one_left_in_clear(place, keys, folder, settings):
    left = settings.VAR / "essai-abcdef" / "private" / "4f"
    left.mkdir(parents=True)
    (left / "un").write_text("en clair")
    said_by("restore_drill", key=keys.path)

    assert list(settings.VAR.iterdir()) == [settings.VAR / LOCK]


def test_two_drills_at_once_are_refused(path, keys, settings):
    settings.VAR.mkdir()
    with (settings.VAR / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert said_by("restore_drill", key=keys.path)[1].startswith("Un autre essai")


@pytest.mark.parametrize(
    ("kind", "age", "state"),
    [
        (Kind.BACKUP, {"hours": 25}, OK),
        (Kind.BACKUP, {"hours": 27}, WARN),
        (Kind.DRILL, {"days": 99}, OK),
        (Kind.DRILL, {"days": 101}, WARN),
        (Kind.DRIFT, {"days": 7}, OK),
        (Kind.DRIFT, {"days": 9}, WARN),
    ],
)
def test_what_is_too_old_is_said(db, kind, age, state):
    run(kind, **age)

    found, detail = health.state_of(kind)
    assert (found, "trop ancien" in detail) == (state, state == WARN)


def test_a_failure_is_said_with_the_last_success_and_names_no_place(db):
    """Anybody may read the page of health: what the command said stays in its log and in its row."""
    with clock.at(NOON):
        run(Kind.BACKUP, hours=24)
        run(Kind.BACKUP, is_good=False)
    state, detail = health.state_of(Kind.BACKUP)

    assert (state, detail.replace("\u00a0", " ")) == (
        WARN,
        "échec le 24 novembre 2026, 13 h 00 ; dernière réussite le 23 novembre 2026, 13 h 00",
    )


def test_who_can_mend_it_reads_the_full_sentence_without_a_place_nor_a_secret(
    signed_in, settings, client, db
):
    settings.PORTAL_PROFILE = "production"
    theo = make_user("Théo", "Technique", roles=[Role.TECH])
    run(
        Kind.BACKUP, is_good=False,
        said="Le dossier /mnt/coffre/deux/portail n’existe pas\u00a0: postgres://portail:secret@base/portail.",
    )  # fmt: skip
    page = signed_in(theo).get("/espace/services/").content.decode()
    public = client.get("/sante/services/").content.decode()

    assert "La commande a dit\u00a0: Le dossier …/portail n’existe pas\u00a0: …" in page
    assert [word in page + public for word in ("coffre", "secret", "base/portail")] == [False] * 3
    assert "n’existe pas" not in public
    run(Kind.BACKUP)
    assert health.said_of(Kind.BACKUP) == ""


def test_what_was_never_done_is_said(db, settings):
    settings.BACKUP_KEY = []

    assert [health.backup(), health.drill(), health.files()] == [
        (WARN, "BACKUP_KEY est vide\u00a0: rien n’est sauvegardé"),
        (WARN, "jamais fait"),
        (WARN, "jamais faite"),
    ]


def test_the_page_of_health_of_a_production_tells_the_three(client, db, settings):
    settings.PORTAL_PROFILE = "production"
    run(Kind.BACKUP)
    told = client.get("/sante/services/", headers={"Accept": "application/json"}).json()
    names = {service["name"] for service in told["services"]}

    assert {"sauvegarde", "essai-de-restauration", "fichiers"} <= names


def test_runs_leave_after_four_hundred_days(db):
    old, young = run(Kind.DRIFT, days=401), run(Kind.DRIFT, days=399)
    record(Kind.DRILL, started_at=clock.now(), is_good=True, said="x" * 600)

    assert list(BackupRun.objects.filter(pk__in=(old.pk, young.pk))) == [young]


@pytest.mark.slow
def test_a_drill_restores_the_latest_backup_aside_and_compares(place, keys, folder, settings):
    settings.VAR.mkdir()
    assert said_by("backup")[1] == ""
    before = place.files()
    said, refusal, _code = said_by("restore_drill", key=keys.path)

    assert refusal == ""
    assert "lignes, fichiers, journal et réponses publiques sont les mêmes" in said
    assert (place.files(), list(settings.VAR.iterdir())) == (before, [settings.VAR / LOCK])
    assert health.state_of(Kind.DRILL)[0] == OK


@pytest.mark.slow
def test_control_a_drill_sees_an_answer_that_is_no_more_the_same(path, keys, settings):
    settings.VAR.mkdir()
    manifest = restoring.verify(path, keys.identity)
    retell(path, keys, answers=manifest["answers"] | {ADDRESS: "200 autre"})

    said, refusal, code = said_by("restore_drill", key=keys.path)
    assert (code, said) == (1, "")
    assert refusal.endswith(f"1\u00a0différence. La réponse {ADDRESS} diffère.")
    assert health.state_of(Kind.DRILL)[0] == WARN
