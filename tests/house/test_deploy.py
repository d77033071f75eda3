"""Deployment files: what the front server, the units and the settings say agrees with the portal and between them."""

import re
import runpy
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from portal.documents.views import HEADERS
from portal.ui.storage import manifest_of
from scripts.proof.guide import blocks
from scripts.proof.units import read

ROOT = Path(settings.BASE_DIR)
NGINX = (ROOT / "deploy" / "nginx" / "portail.conf").read_text()
UNITS = ROOT / "deploy" / "systemd"
MANAGE = runpy.run_path(str(ROOT / "deploy" / "manage"))
EXAMPLE = MANAGE["read"](ROOT / ".env.example")
RULED = ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "User=portail")


def location(start):
    """The text of a location of nginx."""
    return re.search(rf"location {re.escape(start)} \{{(.*?)\n    \}}", NGINX, re.S)[1]


def test_what_the_front_server_sends_for_the_portal_bears_the_headers_of_the_view():
    """Of an answer that redirects inside, nginx keeps the type, the name and the cache alone."""
    lost = {name: value for name, value in HEADERS.items() if name != "Cache-Control"}
    said = dict(
        re.findall(r'add_header (\S+) "?([^";]+(?:; sandbox)?)"? always;', location("/prive/"))
    )

    assert said | lost == said


def test_the_front_server_reads_the_folders_and_the_door_of_the_example():
    assert f"location {EXAMPLE['SENDFILE_PREFIX']} " in NGINX
    assert f"alias {EXAMPLE['PRIVATE_ROOT']}/;" in location(EXAMPLE["SENDFILE_PREFIX"])
    assert f"alias {EXAMPLE['STATIC_ROOT']}/;" in location("/static/")
    door = re.search(r"proxy_pass http://(\S+);", NGINX)[1]
    assert f"ListenStream={door}\n" in (UNITS / "portail-web.socket").read_text()


def test_the_front_server_counts_what_the_portal_answers_alone_as_the_guide_says():
    """People behind one address are not refused for style sheets; what is left to them is told."""
    [(zone, burst)] = re.findall(r"limit_req zone=(\w+) burst=(\d+) nodelay;", NGINX)
    [rate] = re.findall(rf"zone={zone}:10m rate=(\d+)r/s;", NGINX)
    portal = NGINX.rpartition("location / {")[2]
    guide = (ROOT / "docs" / "install.md").read_text()

    assert "limit_req zone" in portal
    assert f"{rate} pages par seconde" in guide
    assert f"une avance de {burst}" in guide
    most, _slash, _each = settings.ACCOUNT_RATE_LIMITS["login"].partition("/m/ip")
    assert f"{most} connexions par minute" in guide


def test_a_form_with_its_largest_file_passes_the_front_server():
    most = int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1]) * 1024 * 1024

    assert most > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE


@pytest.mark.parametrize("unit", sorted(UNITS.glob("*.service")), ids=lambda path: path.name)
def test_each_service_is_shut_in_and_runs_the_release_in_service(unit):
    lines = unit.read_text().splitlines()
    start = next(line for line in lines if line.startswith("ExecStart="))

    assert [rule for rule in RULED if rule not in lines] == []
    assert start.startswith("ExecStart=/srv/portail/current/.venv/bin/python ")
    assert "EnvironmentFile=/etc/portail/env" in lines


def test_settings_are_read_as_systemd_reads_them(tmp_path):
    path = tmp_path / "env"
    path.write_text(
        "# why\nA=1\nMAIL=\"Portail <a@b.fr>\"\nURL=postgres://u:p=@h/b\nEMPTY=\n\nQ='x'\n"
    )

    assert MANAGE["read"](path) == {
        "A": "1", "MAIL": "Portail <a@b.fr>", "URL": "postgres://u:p=@h/b", "EMPTY": "", "Q": "x"
    }  # fmt: skip
    assert {name: value for name, value in read(path).items() if name == "MAIL"} == {
        "MAIL": "Portail <a@b.fr>"
    }


def test_settings_that_are_not_there_are_asked_for_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="ne se lit pas"):
        MANAGE["read"](tmp_path / "env")


def test_the_guide_is_played_from_its_blocks_and_names_each_unit():
    found = blocks(ROOT / "docs" / "install.md")
    text = "\n".join(block.text for block in found)
    units = {path.stem for path in UNITS.iterdir()}

    assert {block.kind for block in found} <= {
        "",
        "root",
        "upgrade",
        "back",
        "backup",
        "restore",
        "rehearse",
    }
    assert [unit for unit in sorted(units) if unit not in text] == []


def test_the_guide_sets_no_variable_that_a_server_reads_for_itself():
    """NGINX holds the sockets that nginx inherits: with a folder in it, it does not go to the background."""
    text = "\n".join(block.text for block in blocks(ROOT / "docs" / "install.md"))
    set_there = set(re.findall(r"\b([A-Z_]+)=", text))

    assert set_there & {"NGINX", "PGDATA", "PGHOST", "PGUSER", "LISTEN_FDS", "SOURCE"} == set()


def test_the_guide_writes_the_private_key_where_nothing_is_copied():
    text = "\n".join(block.text for block in blocks(ROOT / "docs" / "install.md"))
    [place] = set(re.findall(r"backup_key - > \"\$(\w+)\"", text))
    [usual, *_later] = re.findall(rf"{place}:-([^}}]+)}}", text)

    assert not usual.startswith(("$", EXAMPLE["BACKUP_ROOT"], EXAMPLE["PORTAL_VAR"]))


def release_with(tmp_path, *versions):
    """What release.sh says where the Pythons of the path are these, in this order."""
    code, tools = tmp_path / "code", tmp_path / "tools"
    (code / "releases" / "un" / "requirements").mkdir(parents=True)
    (code / "releases" / "un" / "manage.py").touch()
    (code / "releases" / "un" / "requirements" / "base.txt").touch()
    tools.mkdir()
    for (
        name,
        status,
    ) in versions:  # each is asked whether it fits, then makes the folder of the libraries
        (tools / name).write_text(
            f'#!/bin/sh\n[ "$1" = -c ] && exit {status}\necho "$0" > "$CODE/chosen"; exit 9\n'
        )
        (tools / name).chmod(0o755)
    env = {"CODE": str(code), "PATH": f"{tools}:/usr/bin:/bin"}
    if versions:
        env["PYTHON"] = " ".join(name for name, _status in versions)
    words = ["/bin/bash", str(ROOT / "deploy" / "release.sh"), "prepare", "un"]
    done = subprocess.run(words, env=env, check=False, capture_output=True, text=True)
    chosen = code / "chosen"
    return done, Path(chosen.read_text().strip()).name if chosen.exists() else ""


def test_a_release_is_prepared_with_a_python_that_fits(tmp_path):
    _done, chosen = release_with(tmp_path, ("python3", 1), ("python3.14", 0))

    assert chosen == "python3.14"


def test_a_machine_without_a_python_that_fits_is_told_so_in_a_sentence(tmp_path):
    done, chosen = release_with(tmp_path, ("python3", 1))

    assert (done.returncode, chosen) == (1, "")
    assert done.stderr.startswith("Il faut Python 3.12 ou plus récent")
    assert "Traceback" not in done.stderr


def test_releases_that_share_a_folder_of_static_files_have_each_their_list():
    lists = [manifest_of(Path("/srv/portail") / name) for name in ("releases/2026-12-01", "code")]

    assert lists == ["staticfiles-2026-12-01.json", "staticfiles.json"]


def test_the_journal_is_compared_each_day_with_the_copy_that_leaves_with_the_backups():
    """Begun by the guide, written and compared by the unit, in the folder that is sent elsewhere."""
    lines = (UNITS / "portail-check.service").read_text().splitlines()
    start = next(line for line in lines if line.startswith("ExecStart="))
    [folders] = [line.partition("=")[2].split() for line in lines if "ReadWritePaths=" in line]
    copy = f"{EXAMPLE['BACKUP_ROOT']}/journal.jsonl"
    guide = (ROOT / "docs" / "install.md").read_text()

    assert start.partition(" manage.py ")[2] == f"verify_journal --against {copy} --copy {copy}"
    assert EXAMPLE["BACKUP_ROOT"] in folders
    assert 'deploy/manage verify_journal --copy "$SAUVEGARDES/journal.jsonl"\n' in guide
    assert "OnCalendar=*-*-* 04:00:00" in (UNITS / "portail-check.timer").read_text()
