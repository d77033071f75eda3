"""Registries of docs/registries.md: written from the code, each told in words and said by somebody."""

import pytest

from scripts import registries


@pytest.fixture(scope="module")
def trees():
    return registries.modules()


def test_the_page_is_that_of_the_code():
    page = registries.PAGE.read_text(encoding="utf-8")

    assert page == registries.document(), "« python -m scripts.registries » l’écrit."


def test_each_registry_says_in_words_what_it_is_told(trees):
    assert [name for name, told in registries.registries(trees).items() if not told] == []


def test_each_registry_is_said_something(trees):
    said = registries.users(trees)

    assert [name for name in registries.registries(trees) if not said[name]] == []


def test_control_what_nobody_says_is_found(trees):
    """And what is imported by the door of a package is told apart from a name of its own."""
    source = "def register_nothing(one):\n    pass\n"
    lonely = trees | {"portal.lonely": registries.ast.parse(source)}

    assert registries.users(lonely)["portal.lonely.register_nothing"] == set()
    assert len(registries.users(trees)["portal.workflow.engine.Workflow"]) > 40
