"""Strengths noticed in organisms by audits and the committee, for whoever instructs."""

from django.db.models import OuterRef, QuerySet, Subquery

from labelling.committee.models import AgendaItem
from labelling.parties.framework.scores import TOP
from labelling.parties.organisms.affiliations import memberships
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor
from labelling.path.assessment.models import CriterionAnswer
from labelling.path.audits.models import AuditFinding, AuditMission, AuditRating
from labelling.path.dossiers.models import LabelDossier
from labelling.public.titles import labelled_organisms
from portal.access.rules import Person
from portal.search.french import sort_key

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


DONE = ("validated", "closed")
AUDIT, OWN = "audit", "self"


def audit_strengths(user: Person) -> QuerySet:
    """The points forts of validated reports that `user` sees, the latest first, with organism and criterion."""
    rows = AuditFinding.objects.visible_to(user).filter(
        kind=AuditFinding.Kind.STRENGTH,
        mission__state__in=DONE,
        mission__validated_on__isnull=False,
    )
    rows = rows.select_related("mission__dossier__organism", "criterion__theme")
    return rows.order_by("-mission__validated_on", "mission__reference", "number")


def examined_points(user: Person) -> QuerySet:
    """The points on organisms that the committee has decided, which `user` sees, the latest first."""
    rows = AgendaItem.objects.visible_to(user).filter(
        state=AgendaItem.State.VALIDATED, dossier__isnull=False
    )
    return rows.select_related("session", "dossier__organism").order_by(
        "-session__held_on", "number"
    )


def strong_points(user: Person) -> list[dict]:
    """[{organism, theme, theme_title, code, title, source, on}]: one a labelled organism and theme, by name.

    What the last validated audit notes as a strength or rates at the top, else what the last deposited
    self-assessment does (`source`: AUDIT, OWN). To whoever instructs; nothing to others. Three queries.
    """
    if not instructor(user, None):
        return []
    found: dict[tuple, dict] = {}
    told = ((AUDIT, _noted(user)), (AUDIT, _audited(user)), (OWN, _assessed(user)))
    for source, rows in told:
        for row in rows:
            dossier = row.mission.dossier if source == AUDIT else row.dossier
            on = row.mission.validated_on if source == AUDIT else dossier.submitted_on
            key = (dossier.organism_id, row.criterion.theme.code)
            found.setdefault(key, _strength(dossier.organism, row.criterion, source, on))
    return sorted(found.values(), key=lambda one: (sort_key(one["organism"].name), one["theme"]))


def _strength(organism, criterion, source, on):
    return {
        "organism": organism,
        "theme": criterion.theme.code,
        "theme_title": criterion.theme.title,
        "code": criterion.code,
        "title": criterion.title,
        "source": source,
        "on": on,
    }


def _last_audit(**asked):
    """The key of the last validated audit of the organism of a mission."""
    done = AuditMission.objects.filter(
        state__in=DONE,
        validated_on__isnull=False,
        dossier__organism=OuterRef("mission__dossier__organism"),
        **asked,
    )
    return Subquery(done.order_by("-validated_on", "-pk").values("pk")[:1])


def _noted(user):
    organisms = labelled_organisms()
    rows = audit_strengths(user).filter(mission__dossier__organism__in=organisms)
    return rows.filter(mission=_last_audit())


def _audited(user):
    """The last audit that rates anything: others look at a part of the framework."""
    rows = AuditRating.objects.visible_to(user).filter(
        rating=TOP,
        mission__dossier__organism__in=labelled_organisms(),
        mission=_last_audit(ratings__rating__isnull=False),
    )
    return rows.select_related("mission__dossier__organism", "criterion__theme")


def _assessed(user):
    told = LabelDossier.objects.filter(
        organism=OuterRef("dossier__organism"),
        submitted_on__isnull=False,
        answers__rating__isnull=False,
    ).order_by("-submitted_on", "-pk")
    rows = CriterionAnswer.objects.visible_to(user).filter(
        rating=TOP,
        dossier__organism__in=labelled_organisms(),
        dossier=Subquery(told.values("pk")[:1]),
    )
    return rows.select_related("dossier__organism", "criterion__theme")
