"""Packages of docs/packages.md: written from the code, each with a sentence."""

from scripts import packages


def test_the_page_is_that_of_the_code():
    page = packages.PAGE.read_text(encoding="utf-8")

    assert page == packages.document(), "« python -m scripts.packages » l’écrit."


def test_each_package_says_what_it_holds():
    assert [folder for folder, told in packages.sentences().items() if not told] == []
