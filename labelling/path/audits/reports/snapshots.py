"""Snapshots of an audit: before it starts, and when it is validated (BR-31)."""

import hashlib
import json

from labelling.parties.framework import scores
from labelling.path.audits.models import Snapshot
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
    return freeze(mission, moment, content)


def freeze(mission, moment, content, taken_at=None):
    """Keep `content`, its digest and the scores that the auditor's ratings make."""
    score, themes = _scores(mission.dossier.framework, content["auditor"])
    return Snapshot.objects.create(
        mission=mission,
        moment=moment,
        taken_at=taken_at or clock.now(),
        content=content,
        digest=_digest_of(content),
        score=score,
        theme_scores=themes,
    )


def _scores(framework, told):
    """(the whole, {code of a theme: its score} where one applies), weighted as the committee reads it."""
    ratings = {code: scores.NA if value == "NA" else value for code, value in told.items()}
    rated = [criterion for criterion in framework.criteria if criterion.code in ratings]
    found = scores.evaluate(framework, rated, ratings)
    themes = {one.theme.code: one.score.value for one in found.themes}
    return found.score.value, {code: value for code, value in themes.items() if value is not None}


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
