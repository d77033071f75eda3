"""Catalogue of notices: each declares its line; a check refuses the rest."""

from dataclasses import replace

import pytest
from django.core import checks

from portal.notifications import catalogue
from portal.notifications.checks import report
from portal.notifications.notices import NOTICES, Group, Line, Notice

DECLARED = dict(NOTICES)


@pytest.fixture(autouse=True)
def _as_declared():
    yield
    NOTICES.clear()
    NOTICES.update(DECLARED)


def said(**facts):
    """The faults of a notice that is whole but for these facts."""
    one = replace(NOTICES["dossier.submitted"], **facts)
    return [error.msg for error in report([one])]


def test_every_notice_has_its_line():
    assert [error.msg for error in report(DECLARED.values())] == []


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("title", {"key": "dossier.inconnu", "title": Line.title}),
        ("title", {"key": "dossier.inconnu", "title": ""}),
        ("audience", {"audience": ""}),
        ("group", {"group": Group()}),
        ("reaches", {"to": lambda _thing: ()}),
    ],
)
def test_a_missing_field_is_refused(field, facts):
    [found] = said(**facts)

    assert found.endswith(f"» n’a pas de «\u00a0{field}\u00a0».")


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"grouping": "hourly"}, "a un rythme inconnu\u00a0: hourly."),
        ({"grouping": "portal"}, "a un rythme inconnu\u00a0: portal."),
        ({"mandatory": True}, "doit dire pourquoi il est obligatoire."),
        ({"delay": "5x"}, "a un délai illisible\u00a0: 5x."),
    ],
)
def test_a_field_that_says_nothing_is_refused(facts, fault):
    assert said(**facts) == [f"«\u00a0dossier.submitted\u00a0» {fault}"]


def test_a_field_that_nothing_reads_is_refused():
    with pytest.raises(TypeError):
        Notice("essai.couleur", "Du nouveau", to=list, colour="red")


def test_two_notices_may_not_bear_the_same_key():
    with pytest.raises(ValueError, match=r"dossier\.submitted"):
        Notice("dossier.submitted", "Un autre message", to=list)


def test_a_title_has_one_place_in_the_pages_of_messages():
    """Topics that share a group follow each other: nothing else comes between them."""
    titles = [one.group.title for one in catalogue.lines().values()]

    changes = [a for a, b in zip(titles, [*titles[1:], ""], strict=True) if a != b]
    assert sorted(changes) == sorted(set(titles))


def test_the_faults_are_errors_of_the_project():
    [one] = report([replace(NOTICES["dossier.submitted"], audience="")])

    assert one.level == checks.ERROR
    NOTICES.update(DECLARED)
    assert checks.run_checks(tags=[checks.Tags.compatibility]) == []


def test_mails_to_addresses_are_nobody_s_to_choose():
    shown = {one.key for lines in catalogue.groups().values() for one in lines}

    assert shown == {k for k, one in catalogue.lines().items() if not one.to_address}
    assert catalogue.line("request.received").to_address is True


def test_what_the_catalogue_does_not_know_leaves_at_once():
    kind = catalogue.line("essai.inconnu")

    assert (kind.grouping, kind.mandatory, kind.key) == ("now", "", "essai.inconnu")
