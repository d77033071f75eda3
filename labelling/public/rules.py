"""Rules in force and closed lists, as other apps know them."""

from datetime import date

from django.db.models import Model

from labelling import territories
from labelling.parties.framework.binding import (
    current_framework,
    current_rules,
    published_versions,
    version_in_force,
)
from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
)
from labelling.parties.framework.numbers import find_told_values, values_of
from labelling.parties.organisms.models import Organism
from labelling.title.brand.charters import looks
from labelling.title.brand.models import Trademark
from labelling.title.labels.directory.listing import SIZES
from portal.core import clock


def charter_in_force(day: date | None = None) -> Model | None:
    """The charte graphique of a day, today by default, or None; to be read only."""
    return looks.in_force(day)


def trademark() -> Model | None:
    """The mark of the label, as it is known (its kind may be « à préciser »), or None."""
    return Trademark.objects.exclude(state=Trademark.State.LAPSED).order_by("pk").first()


def due(code: str, day: date) -> date:
    """The last day of a delay of the règlement in force, from `day`."""
    return current_rules().due(code, day)


def families() -> list[tuple[str, str]]:
    """[(code, name)] of the families of organisms."""
    return Organism.Family.choices


def regions() -> list[tuple[str, str]]:
    """[(code, name)] of the regions, in the order of Insee."""
    return [(region.code, region.name) for region in territories.regions()]


def metropolitan() -> object:
    """The codes of the regions of metropolitan France, Corsica among them."""
    return frozenset(region.code for region in territories.regions() if region.zone == "metro")


def sizes() -> list[tuple[str, str]]:
    """[(code, label)] of the bands of homes, the same as in the directory."""
    return [(code, label) for code, (label, _, _) in SIZES.items()]


def size_code(organism: Organism) -> str:
    """The band of an organism's homes."""
    return next(code for code, label in sizes() if label == organism.size_band)


def departements() -> list[tuple[str, str, str]]:
    """[(code, name, code of its region)]."""
    return [(one.code, one.name, one.region) for one in territories.departements()]


def themes() -> list[tuple[str, str]]:
    """[(code, title)] of the themes of the evaluation framework in force today."""
    framework = version_in_force(EvaluationFrameworkVersion, clock.today())
    found = framework.criteria if framework else []
    return list({one.theme.code: (one.theme.code, one.theme.title) for one in found}.values())


def criteria_by_theme() -> list[dict]:
    """[{code, title, criteria: [{code, title}]}] of the cadre d’évaluation in force. Refused before the first."""
    rows = {}
    for criterion in current_framework().criteria:
        theme = criterion.theme
        row = rows.setdefault(
            theme.code, {"code": theme.code, "title": theme.title, "criteria": []}
        )
        row["criteria"].append({"code": criterion.code, "title": criterion.title})
    return list(rows.values())


def stage_plan(dossier_type: str = "initial") -> object:
    """The stages of the rules in force today, in order: label, hint, window_shown, is_decided."""
    rules = version_in_force(LabelRulesVersion, clock.today())
    return rules.stages_for(dossier_type) if rules else []


def told_values(text: str) -> list[tuple]:
    """[(« trois ans », values of the rules in force that say so, those of other versions alone)], reminders apart."""
    kinds = (LabelRulesVersion, CommitteeRulesVersion)
    today = filter(None, (version_in_force(kind, clock.today()) for kind in kinds))
    published = (version for kind in kinds for version in published_versions(kind).values())
    now, ever = (values_of(*those, has_reminders=False) for those in (today, published))
    held = {one.said: one.values for one in find_told_values(text, now)}
    return [
        (said, held.get(said, ()), tuple(one for one in values if one not in held.get(said, ())))
        for said, values in {one.said: one.values for one in find_told_values(text, ever)}.items()
    ]
