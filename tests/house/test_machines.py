"""Operations: consistent lock files that name no host, an example of every setting."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
REHEARSAL = {"PORTAL_CLOCK"}  # never set on a production machine


def pins(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return set(re.findall(r"^\S+==\S+", text, re.MULTILINE))


def test_the_development_lock_holds_all_of_the_base_lock():
    assert pins("base") - pins("dev") == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address_and_hashes_everything(lock):
    text = lock.read_text()

    assert re.findall(r"https?://|--index-url|--find-links|@ file", text) == []
    assert re.findall(r"^\S+==[^\\\n]*$", text, re.MULTILINE) == []


def test_the_example_names_every_setting_of_the_environment():
    read = re.findall(
        r'env\.(?:text|number|flag|names|hours)\(\s*"(\w+)"',
        (ROOT / "portal" / "settings.py").read_text(),
    )
    told = re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)

    assert set(read) - REHEARSAL == set(told) - {"PORTAL_PROFILE"}
    assert len(told) == len(set(told))


@pytest.mark.parametrize("library", ["elasticsearch", "psycopg", "redis"])
def test_what_an_address_of_the_example_needs_is_in_the_lock(library):
    """Elsewhere than in a folder: REDIS_URL, without its library, once stopped every page."""
    assert library in {pin.partition("==")[0].partition("[")[0] for pin in pins("base")}
