"""Figures of ratings: scores by theme, before and after the label, criteria that nobody or everybody fails."""

from django.db.models import Count, Max, Q

from labelling.parties.framework.models import Theme
from labelling.path.audits.models import AuditMission, AuditRating
from labelling.steering.figures.families.audits import audit
from labelling.steering.figures.families.delays import MISSION
from labelling.steering.figures.states import end_of
from labelling.title.labels.directory import scores
from labelling.title.labels.models import Label
from portal.core.read_once import read_once
from portal.core.working_days import add_months
from portal.figures import Axis, Case, Measure

CYCLE = 36  # months, over which criteria are compared
LEAST = 5  # organisms audited on a criterion, before it is said that none fails or that all fail
FAILED_BELOW = 2  # « en place »
FROZEN = "les cotations figées des audits"
score = {"measure": Measure.MEAN, "source": FROZEN, "hides_small_cells": True}
of_organism = {"model": "labelling.organism", "related": (), "is_stock": True} | score
of_criteria = {
    "model": "labelling.criterion", "related": ("theme",), "is_stock": True, "unit": "critères",
    "source": "les cotations des auditeurs",
}  # fmt: skip


@read_once
def _whole_audits(day):
    return scores.whole_audits(taken_at__lt=end_of(day))


def theme_scores(period):
    """A case a theme of each complete audit validated in the period."""
    return [
        Case(one.mission, one.organism, one.day, float(value), code)
        for one in _whole_audits(period.end)
        if one.day >= period.start
        for code, value in one.scored.themes.items()
    ]


def theme_titles(codes):
    """{« T05 »: « T05 Traitement des demandes »}, as the latest framework says it."""
    rows = Theme.objects.filter(code__in=codes).order_by("framework__effective_from", "pk")
    return {code: f"{code} {title}" for code, title in rows.values_list("code", "title")}


@read_once
def _around_the_label(day):
    """{organism: (score before its first label, score after)}, of those that have both on `day`."""
    rows = Label.objects.filter(cycle=1, start_on__lte=day).exclude(state=Label.State.ANNULLED)
    begun = dict(rows.order_by("-start_on", "-pk").values_list("organism", "start_on"))
    before, after = {}, {}
    for one in _whole_audits(day):
        if one.organism in begun:
            side = before if one.day <= begun[one.organism] else after
            side[one.organism] = float(one.scored.whole)
    return {key: (before[key], after[key]) for key in before if key in after}


def _told_of(tell):
    def cases(period):
        found = _around_the_label(period.end)
        return [Case(key, key, None, tell(*both)) for key, both in sorted(found.items())]

    return cases


@read_once
def _by_criterion(day):
    """[(key of a criterion, how many times it is rated below FAILED_BELOW, how many times rated)], of three years."""
    rows = AuditRating.objects.filter(
        mission__in=AuditMission.objects.filter(
            audit_type__in=scores.WHOLE, state__in=scores.DONE,
            validated_on__gt=add_months(day, -CYCLE), validated_on__lte=day,
        ),
        rating__isnull=False,
    )  # fmt: skip
    counted = rows.order_by().values("criterion__code").annotate(
        key=Max("criterion"),
        organisms=Count("mission__dossier__organism", distinct=True),
        failed=Count("pk", filter=Q(rating__lt=FAILED_BELOW)),
        rated=Count("pk"),
    )  # fmt: skip
    return [
        (one["key"], one["failed"], one["rated"]) for one in counted if one["organisms"] >= LEAST
    ]


def never_failed(period):
    return [Case(key) for key, failed, _ in _by_criterion(period.end) if not failed]


def always_failed(period):
    return [Case(key) for key, failed, rated in _by_criterion(period.end) if failed == rated]


audit(
    "theme_score", "Score par thème", theme_scores,
    "Moyenne des scores de chaque thème aux audits complets, pondérés comme le comité les lit.",
    "Somme des scores des thèmes divisée par leur nombre, pour les audits validés dans la période.",
    axes=(Axis("theme", "Par thème", theme_titles, of_part=True),),
    **MISSION | score | {"unit": "%"},
)  # fmt: skip
AROUND = "Organismes qui ont un audit complet avant leur premier label et un autre depuis, les mêmes des deux côtés."
audit(
    "score_before", "Score avant le premier label", _told_of(lambda before, _after: before), AROUND,
    "Moyenne, par organisme, du dernier score jusqu’au premier jour du label.", **of_organism | {"unit": "%"},
)  # fmt: skip
audit(
    "score_after", "Score depuis le premier label", _told_of(lambda _before, after: after), AROUND,
    "Moyenne, par organisme, du dernier score depuis le premier jour du label.", **of_organism | {"unit": "%"},
)  # fmt: skip
audit(
    "score_gain", "Écart de score autour du premier label",
    _told_of(lambda before, after: round(after - before, 1)), AROUND,
    "Moyenne, par organisme, du dernier score depuis le label moins le dernier score avant lui.",
    **of_organism | {"unit": "points"},
)  # fmt: skip
OVER_A_CYCLE = f"à un audit complet validé dans les trois ans qui précèdent ce jour, chez {LEAST} organismes au moins"
audit(
    "criteria_never_failed", "Critères que personne ne manque", never_failed,
    f"Critères jamais cotés sous «\u00a0en place\u00a0» {OVER_A_CYCLE}.",
    "Critères dont toutes les cotations, hors sans objet, valent 2 ou 3.", **of_criteria,
)  # fmt: skip
audit(
    "criteria_always_failed", "Critères que tous manquent", always_failed,
    f"Critères toujours cotés sous «\u00a0en place\u00a0» {OVER_A_CYCLE}.",
    "Critères dont toutes les cotations, hors sans objet, valent 0 ou 1.", **of_criteria,
)  # fmt: skip
