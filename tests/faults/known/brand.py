"""Faults of the mark: who may use it, on what proof, in which colours."""

from tests.faults.changes import answer, edit
from tests.faults.fault import Fault

TESTS = "tests/labelling"

FAULTS = (
    Fault(
        "suspended-uses-the-mark",
        "BR-80\u00a0: un organisme suspendu télécharge encore le logo.",
        "labelling.title.licences.rights._standing",
        edit("in_force = Label.objects.in_force(day)", "in_force = Label.objects.held(day)"),
        f"{TESTS}/kit/test_rights.py::test_br_78_suspended_label_closes_with_a_sentence_and_whom_to_ask",
    ),
    Fault(
        "proof-approved-while-suspended",
        "BR-82\u00a0: la Dircom approuve un support d’un organisme suspendu.",
        "labelling.title.proofs.workflow.licensed",
        answer(None),
        f"{TESTS}/proofs/test_proofs.py::test_a_proof_is_not_approved_once_the_label_is_suspended",
    ),
    Fault(
        "contrast-rounded-up",
        "Un texte à 4,46 pour 1 se lit «\u00a04,5\u00a0» et passe.",
        "labelling.title.brand.charters.colours.format_ratio",
        edit("floor(value * 10 + 1e-9) / 10", "round(value, 1)"),
        f"{TESTS}/brand/test_contrast.py::test_a_ratio_just_under_the_floor_never_reads_as_the_floor",
    ),
    Fault(
        "variant-of-another-licence",
        "BR-78\u00a0: un organisme prend le logo d’une variante dont sa licence a pris fin.",
        "labelling.title.kit.rights.licensed",
        edit("organism__in=mine, variant=variant)", "organism__in=mine)"),
        f"{TESTS}/kit/test_rights.py::test_br_78_one_variant_opens_no_other",
    ),
    Fault(
        "taken-for-another-organism",
        "BR-79\u00a0: le registre dit qu’un organisme a pris ce qu’un autre a pris.",
        "labelling.title.kit.rights.licensed",
        edit(
            "next((one for one in organisms if one.slug == wanted), organisms[0])", "organisms[0]"
        ),
        f"{TESTS}/kit/test_rights.py::test_br_79_line_is_told_of_the_organism_that_was_asked_for",
    ),
    Fault(
        "charter-not-accepted-on-day-61",
        "BR-81\u00a0: la marque s’emploie encore le lendemain du délai d’une nouvelle charte.",
        "labelling.title.licences.rights._right",
        edit("coming.newer_grace)", "coming.newer_grace + 1)"),
        f"{TESTS}/licences/test_rights.py"
        "::test_br81_sixty_days_after_a_new_charter_the_right_holds_and_the_day_after_it_does_not",
    ),
    Fault(
        "escalated-each-minute",
        "BR-83\u00a0: la Dircom et le référent sont alertés chaque minute d’un retrait non déclaré.",
        "labelling.title.licences.workflow.undeclared",
        edit("late & Q(escalated_on=None)", "late"),
        f"{TESTS}/licences/test_cessation.py"
        "::test_br83_reminders_then_one_escalation_to_the_dircom_and_the_referent",
    ),
)
