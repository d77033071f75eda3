"""Figures of the tenants’ satisfaction surveys: overall satisfaction, organisms and tenants who answered."""

from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import within
from labelling.steering.figures.rules import office
from labelling.steering.satisfaction.models import SatisfactionResult
from labelling.steering.satisfaction.rules import LEAST
from portal.figures import Case, Measure

family = Family(
    "satisfaction", source="les résultats des enquêtes triennales, importés par le bureau du label",
    readers=office, model="labelling.satisfactionresult", related=("survey", "organism"), least=LEAST,
)  # fmt: skip


def _results(period, field):
    rows = SatisfactionResult.objects.filter(**within(period, "survey__ended_on"))
    told = rows.order_by("survey__ended_on", "pk")
    return told.values_list("pk", "organism", "survey__ended_on", field)


def overall(period):
    return [Case(*place, float(value)) for *place, value in _results(period, "overall")]


def respondents(period):
    return [Case(*one) for one in _results(period, "respondents")]


def organisms(period):
    return [Case(*place) for *place, _ in _results(period, "overall")]


IN_PERIOD = "des enquêtes closes dans la période"
family(
    "tenants", "Satisfaction des locataires", overall,
    "Part des locataires satisfaits dans l’ensemble, selon l’enquête triennale de leur organisme.",
    f"Moyenne, par organisme, de la satisfaction globale {IN_PERIOD}.",
    measure=Measure.MEAN, unit="%", hides_small_cells=True,
)  # fmt: skip
family(
    "organisms", "Résultats d’enquête importés", organisms, "Organismes dont les résultats d’enquête sont importés.",
    f"Résultats {IN_PERIOD}, un par organisme et par enquête.", unit="résultats",
)  # fmt: skip
family(
    "respondents", "Locataires qui ont répondu", respondents,
    "Locataires qui ont répondu à l’enquête de leur organisme.",
    f"Somme des répondants {IN_PERIOD}.", measure=Measure.SUM, unit="locataires",
)  # fmt: skip
