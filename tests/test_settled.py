"""Tests left out while what they prove has not changed since they passed."""

from pathlib import Path

import pytest

from tests import settled

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = "tests/portal/documents/"
JOURNEY = "tests/e2e/test_journey.py"


@pytest.mark.parametrize(
    ("path", "is_left"),
    [
        ("docs/glossary.md", True),
        ("labelling/audits/rules.py", True),
        ("portal/documents/intake.py", False),
        ("portal/workflow/engine.py", False),  # the kernel
        ("portal/inspection/queue.py", False),  # imported by the topic
        ("tests/portal/documents/test_pdf.py", False),
        ("requirements/dev.txt", False),
        ("tests/conftest.py", False),
    ],
)
def test_a_change_in_a_topic_in_what_it_imports_or_in_what_is_common_brings_its_tests_back(
    path, is_left
):
    assert settled.untouched([path], [DOCUMENTS]) == ((DOCUMENTS,) if is_left else ())


@pytest.mark.parametrize(
    ("path", "is_left"), [("docs/glossary.md", True), ("community/threads/rules.py", False)]
)
def test_a_journey_in_the_browser_comes_back_with_any_change_of_the_code(path, is_left):
    assert settled.untouched([path], [JOURNEY]) == ((JOURNEY,) if is_left else ())


def test_what_a_module_imports_is_found_however_it_is_written():
    source = """
from labelling import territories as places, urls
from labelling.dossiers.rules import (
    is_open,
)
import portal.core.clock
    from tests.labelling.kit import factories
from tests import furniture
"""

    assert set(settled.imported(source)) == {
        "labelling/territories",
        "labelling/urls",
        "labelling/dossiers",
        "portal/core",
        "tests/labelling/kit",
    }


def test_no_law_is_ever_left_out():
    left = tuple(settled.places())

    assert not "tests/access/test_matrix.py".startswith(left)
    assert not "tests/test_conventions.py".startswith(left)
    assert not "tests/e2e/test_every_page.py".startswith(left)


@pytest.mark.parametrize(
    ("tool", "is_alike"), [("ruff", True), ("importlinter", True), ("pytest.ini_options", False)]
)
def test_only_a_configuration_that_tests_read_brings_them_back(monkeypatch, tool, is_alike):
    here = (ROOT / settled.CONFIGURATION).read_text()
    added = f"\n[tool.{tool}]\nanother-value = 1\n"
    monkeypatch.setattr(settled, "git", lambda *_words: here.replace(f"\n[tool.{tool}]\n", added))

    assert settled.is_configured_alike("HEAD") is is_alike


def test_what_catches_a_known_fault_always_stays(monkeypatch):
    monkeypatch.setattr(settled, "spared", lambda: tuple(settled.places()))
    inside = [nodeid for nodeid in settled.CATCHING if nodeid.startswith(DOCUMENTS)]

    assert inside
    assert [nodeid for nodeid in inside if settled.is_left_out(nodeid)] == []
    assert settled.is_left_out(f"{DOCUMENTS}test_pool.py::test_another")


@pytest.fixture
def proofs(monkeypatch, tmp_path):
    """`proofs(text)`: what docs/proved.txt says; nothing has changed since but the README."""
    kept = tmp_path / "proved.txt"
    monkeypatch.setattr(settled, "PROVED", kept)
    monkeypatch.setattr(settled, "changed", lambda _commit, kinds: [Path("README.md")])
    monkeypatch.setenv(settled.ASKED, "1")
    return kept


@pytest.mark.parametrize(
    ("asked", "commit", "since", "is_spared"),
    [
        ("1", "HEAD", settled.OLD, True),
        ("", "HEAD", settled.OLD, False),
        ("1", "HEAD", settled.OLD + 1, False),
        ("1", "0" * 40, "", False),  # unknown here: git says nothing
    ],
)
def test_nothing_is_left_out_but_what_passed_within_a_hundred_commits(
    monkeypatch, proofs, asked, commit, since, is_spared
):
    git = settled.git
    monkeypatch.setenv(settled.ASKED, asked)
    monkeypatch.setattr(
        settled, "git", lambda *said: str(since) if said[0] == "rev-list" else git(*said)
    )
    proofs.write_text(f"{DOCUMENTS} {git('rev-parse', commit) or commit}\n")

    assert settled.spared.__wrapped__() == ((DOCUMENTS,) if is_spared else ())


@pytest.mark.parametrize(
    ("reports", "status", "is_kept"),
    [
        (settled.PARTS, "", True),
        (settled.PARTS, " M docs/proved.txt\n M docs/test-all.txt", True),
        (settled.PARTS, " M labelling/urls.py", False),
        (settled.PARTS - {"browser"}, "", False),
    ],
)
def test_a_whole_run_on_committed_files_is_kept_and_another_is_not(
    monkeypatch, proofs, tmp_path, reports, status, is_kept
):
    for name in reports:
        (tmp_path / f"{name}.xml").write_text("<testsuites/>")
    told = {"status": status, "rev-parse": "b" * 40}
    monkeypatch.setattr(settled, "git", lambda *said: told[said[0]])
    monkeypatch.setattr(settled, "spared", lambda: (DOCUMENTS,))
    proofs.write_text(before := f"{DOCUMENTS} {'a' * 40}\n")

    settled.keep(tmp_path)

    told = dict(line.split() for line in proofs.read_text().splitlines())
    assert (told.get(DOCUMENTS), told.get(JOURNEY)) == ("a" * 40, "b" * 40 if is_kept else None)
    assert is_kept or proofs.read_text() == before


FAILURE = """<testsuites><testsuite>
<testcase classname="tests.portal.documents.test_pdf" name="test_a"/>
<testcase classname="{}" name="test_b"><failure/></testcase>
</testsuite></testsuites>"""


@pytest.mark.parametrize(
    ("failed", "has_passed"),
    [
        ("tests.portal.documents.test_pool", (False, True)),
        ("tests.e2e.test_journey", (True, False)),
        ("tests.access.test_matrix", (True, True)),
        ("", (False, False)),  # a module that is not read
    ],
)
def test_of_a_run_with_failures_each_place_without_any_has_passed(tmp_path, failed, has_passed):
    (tmp_path / "sqlite.xml").write_text(FAILURE.format(failed))

    passed = settled.passed_in(tmp_path)

    assert (DOCUMENTS in passed, JOURNEY in passed) == has_passed


def test_a_part_that_failed_without_a_test_that_failed_proves_nothing(
    monkeypatch, proofs, tmp_path
):
    for name in settled.PARTS:
        (tmp_path / f"{name}.xml").write_text("<testsuites/>")
    monkeypatch.setattr(settled, "git", lambda *said: "" if said[0] == "status" else "b" * 40)

    settled.keep(tmp_path, "Règles du code ; ")

    assert not proofs.exists()


def test_each_place_and_what_it_proves_besides_are_there():
    beside = [one for more in settled.MORE.values() for one in more]
    named = [*settled.places(), *settled.MORE, *settled.KERNEL, *settled.COMMON, *beside]

    assert [one for one in named if not [*ROOT.glob(f"{one.rstrip('/')}*")]] == []
