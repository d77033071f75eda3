"""Weaknesses that an organism declares, told to its own members alone."""

from labelling.assessment.models import CriterionAnswer
from labelling.dossiers.models import LabelDossier
from labelling.framework.scoring import TOP
from labelling.organisms.affiliations import memberships
from labelling.organisms.models import Organism
from portal.access.rules import Person

WEAK = (0, 1)  # non traité, partiel


def own_weaknesses(user: Person, organism: Organism) -> list[dict]:
    """[{code, title, theme, theme_title, rating}] of the latest self-assessment, the weakest first.

    Of one's own organism alone: nothing to anybody else, whatever their role.
    """
    rows = _own(user, organism, rating__in=WEAK)
    return sorted(rows, key=lambda row: (row["rating"], row["code"]))


def own_strengths(user: Person, organism: Organism) -> list[dict]:
    """The same, of the criteria that the organism says mastered and proved."""
    return _own(user, organism, rating=TOP)


def _own(user, organism, **asked):
    if organism.pk not in memberships(user):
        return []
    told = LabelDossier.objects.filter(organism=organism, answers__rating__isnull=False)
    latest = told.order_by("-created_at", "-pk").values("pk")[:1]
    rows = CriterionAnswer.objects.filter(dossier__in=list(latest.values_list("pk", flat=True)))
    return [
        {
            "code": row.criterion.code,
            "title": row.criterion.title,
            "theme": row.criterion.theme.code,
            "theme_title": row.criterion.theme.title,
            "rating": row.rating,
        }
        for row in rows.filter(**asked).select_related("criterion__theme")
    ]
