"""Receipt of a submission: what was filed, as its signatory reads it before and keeps it after (BR-16)."""

import hashlib
import json

from django.conf import settings

from labelling.path.dossiers import stages
from labelling.path.dossiers.models import FrozenCopy
from portal.core import clock
from portal.documents import pdf

FIELDS = ("reference", "dossier_type", "presentation", "perimeter", "homes_in_perimeter")


def content_of(dossier):
    """What is submitted, as plain values; the pieces are known by the SHA-256 of their bytes."""
    signed_on = dossier.engagement_signed_on
    return {
        "organism": {"name": dossier.organism.name, "siren": dossier.organism.siren},
        "dossier": {name: getattr(dossier, name) for name in FIELDS},
        "rules": dossier.rules.code,
        "framework": dossier.framework.code,
        "engagement": {
            "on": signed_on.isoformat() if signed_on else None,
            "by": str(dossier.engagement_signed_by or ""),
        },
        "pieces": _pieces(dossier),
        "tenants": _tenants(dossier),
    }


def _pieces(dossier):
    rows = dossier.pieces.filter(is_current=True).select_related("file").order_by("code", "title")
    return [
        {
            "code": piece.code,
            "title": piece.title,
            "name": piece.file.name,
            "size": piece.file.size,
            "version": piece.file.version,
            "sha256": piece.file.sha256,
        }
        for piece in rows
    ]


def _tenants(dossier):
    return [
        {
            "stage": one.stage,
            "kind": one.kind,
            "body": one.body,
            "on": one.held_on.isoformat(),
            "attendees": one.attendees,
        }
        for one in dossier.tenant_involvements.order_by("held_on", "pk")
    ]


def digest_of(content):
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def freeze(dossier, by):
    """Keep the copy and freeze its pieces. The caller holds the dossier's lock."""
    content = content_of(dossier) | {"at": clock.now().isoformat(), "by": str(by)}
    copy = FrozenCopy.objects.create(
        dossier=dossier, at=clock.now(), by=by, content=content, digest=digest_of(content)
    )
    dossier.pieces.filter(is_current=True).update(is_frozen=True)
    return copy


def is_intact(copy):
    return digest_of(copy.content) == copy.digest


def copies(dossier):
    """Every frozen copy, latest first, each checked against its digest now."""
    rows = list(dossier.frozen_copies.select_related("by"))
    for row in rows:
        row.is_intact = is_intact(row)
    return rows


TEMPLATE = "labelling/dossiers/receipt.pdf.html"


def reading(dossier):
    """What the submission would freeze now, in the order of its page."""
    return _read(dossier, content_of(dossier))


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
