"""Faults of the practices: read by two, agreed, counted, found."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/observatory"

FAULTS = (
    Fault(
        "one-reader-publishes",
        "BR-84\u00a0: qui a validé une pratique la publie aussi.",
        "observatory.practices.rules.second_reader",
        edit("practice.validated_by_id != user.pk or not another_reader(practice)", "True"),
        f"{TESTS}/review/test_reviewers.py::test_who_validated_does_not_publish_while_another_can",
    ),
    Fault(
        "some-words-are-enough",
        "La recherche donne des fiches qui n’ont qu’un des mots demandés.",
        "observatory.search.planner.enough",
        edit("return level", "return 1"),
        f"{TESTS}/search/test_contract.py::test_the_sheets_found_are_those_that_hold_all_the_words[database]",
    ),
    Fault(
        "second-picture-without-words",
        "BR-85\u00a0: la seconde image d’une fiche paraît sans texte de remplacement ni droits.",
        "observatory.practices.guards.pictured",
        edit(
            '    rows += practice.pieces.filter(kind="picture").values_list("alt", "rights")\n', ""
        ),
        f"{TESTS}/pieces/test_pieces.py"
        "::test_br85_publication_is_refused_for_a_picture_whose_words_are_blank",
    ),
    Fault(
        "name-back-with-the-next-version",
        "BR-86\u00a0: un nom retiré revient avec la version suivante de la fiche.",
        "observatory.practices.actions.withdraw_name",
        edit('(one, *one.editions.exclude(contact_name=""))', "(one,)"),
        f"{TESTS}/test_after_publication.py::test_br86_a_name_leaves_the_page_and_the_pdf_at_once",
    ),
    Fault(
        "confirmed-to-confirm-again",
        "BR-87\u00a0: une fiche confirmée est à confirmer de nouveau le lendemain.",
        "observatory.practices.workflow.confirm",
        edit("clock.today()", "practice.published_on"),
        f"{TESTS}/test_workflow.py::test_br87_a_practice_is_to_confirm_after_its_24_months",
    ),
)
