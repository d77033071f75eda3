"""Receipt of a submission: what was filed, as its signatory reads it before and keeps it after (BR-16)."""

from django.conf import settings

from labelling.dossiers import freezing, stages
from portal.documents import pdf

TEMPLATE = "labelling/dossiers/receipt.pdf.html"


def reading(dossier):
    """What the submission would freeze now, in the order of its page."""
    return _read(dossier, freezing.content_of(dossier))


def _read(dossier, content):
    labels = {stage.code: stage.label for stage in stages.stages(dossier)}
    kinds = dict(dossier.tenant_involvements.model.Kind.choices)
    tenants = [
        row
        | {
            "stage": labels.get(row["stage"], row["stage"]),
            "kind": kinds.get(row["kind"], row["kind"]),
        }
        for row in content.get("tenants", ())  # what a copy of long ago does not hold is not told
    ]
    return content | {"tenants": tenants}


def document(copy):
    """The receipt as a file: the frozen copy alone, whatever the dossier became. Raises pdf.Failed."""
    dossier = copy.dossier
    context = {
        "copy": copy,
        "dossier": dossier,
        "filed": _read(dossier, copy.content),
        "is_demo": settings.IS_DEMO,
    }
    return pdf.render(TEMPLATE, context, title=f"Accusé de réception {dossier.reference}")
