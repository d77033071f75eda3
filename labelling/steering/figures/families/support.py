"""Figures of advisory support: requests, supports done, hours spent."""

from labelling.committee.support.models import AN_HOUR, SupportRequest
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import dated, within
from labelling.steering.figures.rules import office
from portal.figures import Case, Measure

family = Family("support", source="les demandes d’appui-conseil des organismes", readers=office,
                model="labelling.supportrequest", unit="demandes", related=("organism",))  # fmt: skip
KEPT = "Celles dont la durée de conservation est passée ne se comptent plus."


def requests(period):
    return dated(SupportRequest.objects.all(), period, "requested_on")


def done(period):
    return dated(SupportRequest.objects.all(), period, "done_on")


def hours(period):
    rows = SupportRequest.objects.filter(**within(period, "done_on")).order_by("done_on", "pk")
    told = rows.values_list("pk", "organism", "done_on", "quarters")
    return [Case(*place, quarters / AN_HOUR) for *place, quarters in told]


family(
    "requests", "Appuis-conseils demandés", requests,
    "Demandes d’appui-conseil d’un organisme candidat ou labellisé.",
    f"Demandes reçues dans la période, quelle que soit leur suite. {KEPT}",
)  # fmt: skip
family(
    "done", "Appuis-conseils menés", done, "Appuis-conseils dont le bureau du label a rendu compte.",
    f"Appuis faits dans la période. {KEPT}", unit="appuis",
)  # fmt: skip
family(
    "hours", "Heures d’appui-conseil", hours,
    "Temps passé aux appuis-conseils, préparation comprise, déclaré au quart d’heure près.",
    f"Somme des durées des appuis faits dans la période. {KEPT}", measure=Measure.SUM, unit="heures",
)  # fmt: skip
