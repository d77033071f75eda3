"""Long tests left to the last whole run while what they prove has not changed."""

from pathlib import Path

import pytest

from tests import settled

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = "tests/portal/documents/"
WHOLE = "{} 9 passed, {} failed, 0 skipped\n"


@pytest.mark.parametrize(
    ("path", "is_left"),
    [
        ("labelling/audits/rules.py", True),
        ("portal/documents/intake.py", False),
        ("tests/portal/documents/test_pdf.py", False),
        ("requirements/dev.txt", False),
        ("tests/conftest.py", False),
    ],
)
def test_a_change_in_a_room_or_in_what_is_common_brings_its_tests_back(path, is_left):
    assert (DOCUMENTS in settled.untouched([path])) is is_left


@pytest.mark.parametrize(
    ("tool", "is_alike"), [("ruff", True), ("importlinter", True), ("pytest.ini_options", False)]
)
def test_only_a_configuration_that_tests_read_brings_them_back(monkeypatch, tool, is_alike):
    here = (ROOT / settled.CONFIGURATION).read_text()
    added = f"\n[tool.{tool}]\nanother-value = 1\n"
    monkeypatch.setattr(settled, "git", lambda *_words: here.replace(f"\n[tool.{tool}]\n", added))

    assert settled.is_configured_alike("HEAD") is is_alike


def test_what_catches_a_known_fault_always_stays(monkeypatch):
    monkeypatch.setattr(settled, "spared", lambda: tuple(settled.SETTLED))
    inside = [nodeid for nodeid in settled.CATCHING if nodeid.startswith(DOCUMENTS)]

    assert inside
    assert [nodeid for nodeid in inside if settled.is_left_out(nodeid)] == []
    assert settled.is_left_out(f"{DOCUMENTS}test_pool.py::test_another")


@pytest.mark.parametrize(
    ("asked", "commit", "failed", "is_spared"),
    [
        ("1", "HEAD", 0, True),
        ("", "HEAD", 0, False),
        ("1", "HEAD", 1, False),
        ("1", "0" * 40, 0, False),
    ],
)
def test_nothing_is_left_out_but_after_a_green_whole_run(
    monkeypatch, tmp_path, asked, commit, failed, is_spared
):
    kept = tmp_path / "test-all.txt"
    kept.write_text(WHOLE.format(settled.git("rev-parse", commit) or commit, failed))
    monkeypatch.setattr(settled, "KEPT", kept)
    monkeypatch.setattr(settled, "changed", lambda _commit, kinds: [Path("README.md")])
    monkeypatch.setenv(settled.ASKED, asked)

    assert (settled.spared.__wrapped__() == tuple(settled.SETTLED)) is is_spared


def test_each_place_and_what_it_proves_are_there():
    named = [
        *settled.SETTLED,
        *(one for proved in settled.SETTLED.values() for one in proved),
        *settled.COMMON,
    ]

    assert [one for one in named if not [*ROOT.glob(f"{one.rstrip('/')}*")]] == []
