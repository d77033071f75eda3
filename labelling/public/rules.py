"""Rules in force and closed lists, as other apps know them."""

from labelling import territories
from labelling.framework.binding import current_framework, current_rules
from labelling.framework.models import (
    Criterion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    Theme,
)
from labelling.labels.directory import SIZES
from labelling.organisms.models import Organism
from portal.cache.public import cached
from portal.core import clock


def due(code, day):
    """The last day of a delay of the règlement in force, from `day`."""
    return current_rules().due(code, day)


def families():
    """[(code, name)] of the families of organisms."""
    return Organism.Family.choices


def regions():
    """[(code, name)] of the regions, in the order of Insee."""
    return [(region.code, region.name) for region in territories.regions()]


def metropolitan():
    """The codes of the regions of metropolitan France, Corsica among them."""
    return frozenset(region.code for region in territories.regions() if region.zone == "metro")


def sizes():
    """[(code, label)] of the bands of homes, the same as in the directory."""
    return [(code, label) for code, (label, _, _) in SIZES.items()]


def size_code(organism):
    """The band of an organism's homes."""
    return next(code for code, label in sizes() if label == organism.size_band)


def departements():
    """[(code, name, code of its region)]."""
    return [(one.code, one.name, one.region) for one in territories.departements()]


@cached
def themes():
    """[(code, title)] of the themes of the evaluation framework in force today."""
    versions = EvaluationFrameworkVersion.objects.in_force(clock.today())
    rows = Theme.objects.filter(framework__in=versions).order_by("order")
    return list(rows.values_list("code", "title"))


@cached
def criteria_by_theme():
    """[{code, title, criteria: [{code, title}]}] of the cadre d’évaluation in force. Refused before the first."""
    versions = EvaluationFrameworkVersion.objects.in_force(clock.today())
    found = Criterion.objects.filter(theme__framework__in=versions).select_related("theme")
    rows, found = {}, list(found.order_by("theme__order", "order"))
    if not found:
        current_framework()
    for criterion in found:
        theme = criterion.theme
        fresh = {"code": theme.code, "title": theme.title, "criteria": []}
        found = rows.setdefault(theme.code, fresh)
        found["criteria"].append({"code": criterion.code, "title": criterion.title})
    return list(rows.values())


@cached
def stage_plan(dossier_type="initial"):
    """The stages of the rules in force today, in order: label, hint, window_shown, is_decided."""
    rules = LabelRulesVersion.objects.in_force(clock.today()).first()
    return rules.stages_for(dossier_type) if rules else []
