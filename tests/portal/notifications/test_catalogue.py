"""The catalogue: a line a notice, a notice a line; a check refuses the rest."""

import copy

import pytest
from django.core import checks

from portal.notifications import catalogue, outbox
from portal.notifications.checks import report

KEYS = frozenset(outbox.NOTICES)


@pytest.fixture
def sheets():
    return copy.deepcopy(catalogue.files())


def first(sheets):
    return next(iter(sheets[0][1]["notices"].items()))


def sentences(sheets, keys=KEYS):
    return [one.msg for one in report(sheets, keys)]


def test_every_notice_has_its_line(sheets):
    assert sentences(sheets) == []


def test_a_notice_without_line_is_refused(sheets):
    found = sentences(sheets, {*KEYS, "dossier.inconnu"})

    assert found == ["«\u00a0dossier.inconnu\u00a0» n’a pas de ligne dans le catalogue."]


def test_a_line_without_notice_is_refused(sheets):
    key, _ = first(sheets)

    [found] = sentences(sheets, KEYS - {key})
    assert found.endswith(f"«\u00a0{key}\u00a0» n’est le nom d’aucun message.")


@pytest.mark.parametrize("field", catalogue.REQUIRED)
def test_a_missing_field_is_refused(sheets, field):
    key, facts = first(sheets)
    del facts[field]

    [found] = sentences(sheets)
    assert found.endswith(f"«\u00a0{key}\u00a0» n’a pas de «\u00a0{field}\u00a0».")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"grouping": "hourly"}, "a un rythme inconnu\u00a0: hourly."),
        ({"mandatory": True}, "doit dire pourquoi il est obligatoire."),
        ({"delay": "5x"}, "a un délai illisible\u00a0: 5x."),
        ({"colour": "red"}, "dit «\u00a0colour\u00a0», que rien ne lit."),
    ],
)
def test_a_field_that_says_nothing_is_refused(sheets, facts, said):
    first(sheets)[1].update(facts)

    [found] = sentences(sheets)
    assert found.endswith(said)


def test_a_key_in_two_files_is_refused(sheets):
    key, facts = first(sheets)
    sheets[1][1]["notices"][key] = facts

    assert [one for one in sentences(sheets) if "est déjà dans" in one] != []


def test_a_file_says_its_group(sheets):
    del sheets[0][1]["group"]

    assert sentences(sheets) == [f"{sheets[0][0]}\u00a0: «\u00a0group\u00a0» manque."]


def test_the_faults_are_errors_of_the_project():
    [one] = report([], {"dossier.inconnu"})

    assert one.level == checks.ERROR
    assert checks.run_checks(tags=[checks.Tags.compatibility]) == []


def test_mails_to_addresses_are_nobody_s_to_choose():
    shown = {one.key for lines in catalogue.groups().values() for one in lines}

    assert shown == {k for k, one in catalogue.lines().items() if not one.to_address}
    assert catalogue.line("request.received").to_address is True


def test_what_the_catalogue_does_not_know_leaves_at_once():
    kind = catalogue.line("essai.inconnu")

    assert (kind.grouping, kind.mandatory, kind.key) == ("now", "", "essai.inconnu")
