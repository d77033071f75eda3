"""Faults of the mark: who may use it, on what proof, in which colours."""

from tests.faults.changes import answer, edit
from tests.faults.fault import Fault

TESTS = "tests/labelling"

FAULTS = (
    Fault(
        "suspended-uses-the-mark",
        "BR-80\u00a0: un organisme suspendu télécharge encore le logo.",
        "labelling.licences.rights._standing",
        edit("in_force = Label.objects.in_force(day)", "in_force = Label.objects.held(day)"),
        f"{TESTS}/kit/test_rights.py::test_br_78_suspended_label_closes_with_a_sentence_and_whom_to_ask",
    ),
    Fault(
        "proof-approved-while-suspended",
        "BR-82\u00a0: la Dircom approuve un support d’un organisme suspendu.",
        "labelling.proofs.workflow.licensed",
        answer(None),
        f"{TESTS}/proofs/test_proofs.py::test_a_proof_is_not_approved_once_the_label_is_suspended",
    ),
    Fault(
        "contrast-rounded-up",
        "Un texte à 4,46 pour 1 se lit «\u00a04,5\u00a0» et passe.",
        "labelling.brand.contrast.format_ratio",
        edit("floor(value * 10 + 1e-9) / 10", "round(value, 1)"),
        f"{TESTS}/brand/test_contrast.py::test_a_ratio_just_under_the_floor_never_reads_as_the_floor",
    ),
)
