"""Exported table of a self-assessment: each criterion and what the organism says of it."""

from labelling.parties.framework.scores import NA
from labelling.path.assessment import pages
from labelling.path.assessment.forms import RATINGS
from labelling.path.dossiers.models import LabelDossier
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.web.pages import visible_or_404

WORDS = dict(RATINGS)


def criteria(user, _query, *, reference):
    """[(theme, criterion, rating, answer or None)] in the order of the framework."""
    rows = LabelDossier.objects.select_related("organism", "framework")
    dossier = visible_or_404(LabelDossier, user, rows=rows, reference=reference)
    answers = pages.answers_of(dossier)
    return [
        (result.theme, criterion, rating, answers.get(criterion.pk))
        for result in pages.evaluation(dossier, answers).themes
        for criterion, rating in result.lines
    ]


def _of_answer(name):
    return lambda row: getattr(row[3], name) if row[3] else None


ANSWERS = Table(
    "auto-evaluation",
    "Auto-évaluation",
    (
        Column("theme", "Thème", lambda row: str(row[0])),
        Column("code", "Critère", lambda row: row[1].code),
        Column("title", "Intitulé", lambda row: row[1].title),
        Column("mandatory", "Obligatoire", lambda row: row[1].mandatory),
        Column("rating", "Cotation", lambda row: None if row[2] == NA else row[2]),
        Column("said", "En mots", lambda row: WORDS.get(str(row[2]))),
        Column("reason", "Motif du sans objet", _of_answer("na_reason")),
        Column("comment", "Ce que nous faisons", _of_answer("comment")),
        Column("pieces", "Preuves", lambda row: row[3].pieces if row[3] else 0),
    ),
    rows=criteria,
)
