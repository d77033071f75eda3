"""Scenario acts of proofs."""

from labelling.title.licences.models import BrandLicence
from labelling.title.proofs import actions
from labelling.title.proofs.workflow import PROOF
from portal.core import clock, working_days
from portal.scenario import act
from portal.scenario.files import document

STEPS = {"approved": "approve", "changes_requested": "request_changes", "refused": "refuse"}


@act("proof.submit", screen="labelling:proof_submit", who="l’organisme")
def submit(by, organism, title, support="print", variant="labelled", days=30, comment=""):
    """Send a proof with a sample file, to be printed in so many days, under the latest licence."""
    licence = BrandLicence.objects.filter(organism=organism, variant=variant).latest("pk")
    return actions.submit(
        licence,
        by=by,
        title=title,
        support=support,
        comment=comment,
        print_on=working_days.add_days(clock.today(), days),
        file=document(title, "Bon à tirer de démonstration."),
    )


@act("proof.answer", screen="labelling:proof_act approuver", who="la Dircom")
def answer(by, on, outcome, text="", annotated=False):
    """Answer a proof: `approved`, `changes_requested` or `refused`, with the text and a sample annotated file."""
    upload = document("Annotations", text) if annotated else None
    return PROOF.fire(on, STEPS[outcome], by=by, answer=text, annotated=upload)


@act("proof.correct", screen="labelling:proof_act", who="l’organisme")
def correct(by, on, comment="Les corrections demandées sont faites."):
    """Send the corrected version of a proof, a sample file."""
    upload = document(on.title, "Version corrigée de démonstration.")
    return PROOF.fire(on, "resubmit", by=by, file=upload, comment=comment)
