"""Files held by labels; that of a void attestation is not served any more (BR-69)."""

from labelling.title.labels.models import Attestation, Label
from portal import documents

documents.register_holder(Label)


def void_sentence(stored):
    """What is told in place of the PDF of a void attestation, "" for one that holds."""
    found = Attestation.objects.filter(file=stored, status=Attestation.Status.VOID).first()
    return f"Attestation {found.number} annulée. {found.void_reason}" if found else ""


documents.register_void("attestation", void_sentence)
