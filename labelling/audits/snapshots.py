"""Snapshots of an audit: before it starts, and when it is validated (BR-31)."""

import hashlib
import json

from labelling.audits.models import Snapshot
from portal.core import clock


def take(mission, moment):
    """Freeze both sides' ratings; inside the transition's transaction: if it fails, nothing moves."""
    answers = list(_answers(mission))
    content = {
        "criteria": {a.criterion.code: a.criterion.title for a in answers},
        "organism": {a.criterion.code: _value(a) for a in answers},
        "auditor": {
            r.criterion.code: _value(r) for r in mission.ratings.select_related("criterion")
        },
        "findings": [[f.number, f.kind, f.criterion.code, f.state] for f in _findings(mission)],
    }
    return Snapshot.objects.create(
        mission=mission,
        moment=moment,
        taken_at=clock.now(),
        content=content,
        digest=_digest_of(content),
    )


def is_intact(snapshot):
    """Whether the digest is still that of the content."""
    return _digest_of(snapshot.content) == snapshot.digest


def _digest_of(content):
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _answers(mission):
    return mission.dossier.answers.select_related("criterion")


def _findings(mission):
    return mission.findings.select_related("criterion")


def _value(row):
    return "NA" if row.is_na else row.rating
