"""Faults of organisms and their people: Siren, last signatory, merger."""

from tests.faults.changes import edit
from tests.faults.fault import Fault

TESTS = "tests/labelling/organisms"

FAULTS = (
    Fault(
        "siren-key-of-the-wrong-digits",
        "BR-02\u00a0: un vrai Siren est refusé, et un faux passe.",
        "labelling.parties.organisms.models.luhn",
        edit("2 if i % 2 else 1", "1 if i % 2 else 2"),
        f"{TESTS}/test_pages.py::test_br02_a_siren_is_nine_digits_with_their_key[123456782-True]",
    ),
    Fault(
        "closed-account-still-signs",
        "BR-04\u00a0: la dernière personne qui peut signer s’en va, parce qu’un compte fermé compte encore.",
        "labelling.parties.organisms.people.actions.signatories",
        edit(", user__is_active=True", ""),
        f"{TESTS}/test_members.py::test_br04_a_signatory_whose_account_is_closed_does_not_count",
    ),
    Fault(
        "draft-survives-the-merger",
        "BR-05\u00a0: le brouillon d’un organisme absorbé reste ouvert, à déposer.",
        "labelling.committee.mergers.actions.open_dossiers",
        edit("dossiers.open()", 'dossiers.open().exclude(state="draft")'),
        "tests/labelling/mergers/test_merging.py"
        "::test_br05_the_absorbed_organism_exercises_no_more_and_its_open_dossiers_stop",
    ),
)
