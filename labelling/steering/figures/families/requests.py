"""Figures of complaints and appeals: received, answered on time, founded, upheld; misuses retained."""

from labelling.committee.complaints.models import Appeal, Complaint, MisuseReport
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import dated, within
from labelling.steering.figures.rules import office
from portal.figures import Case, Measure

family = Family("requests", source="les réclamations, les recours et les signalements", readers=office,
                model="labelling.complaint", unit="réclamations", related=("organism",))  # fmt: skip
appeal = {"model": "labelling.appeal", "unit": "recours"}
share = {"measure": Measure.SHARE, "unit": "%"}
FOUNDED = (Complaint.Outcome.FOUNDED, Complaint.Outcome.PARTLY)


def complaints(period):
    return dated(Complaint.objects.all(), period, "received_on")


def appeals(period):
    return dated(Appeal.objects.all(), period, "received_on")


def misuses(period):
    return dated(MisuseReport.objects.all(), period, "retained_on")


def _answered(model, period, is_yes):
    rows = model.objects.filter(**within(period, "answered_on")).order_by("answered_on", "pk")
    return [Case(one.pk, one.organism_id, one.answered_on, int(is_yes(one))) for one in rows]


def complaints_on_time(period):
    return _answered(Complaint, period, lambda one: one.answered_on <= one.promised_on)


def complaints_founded(period):
    return _answered(Complaint, period, lambda one: one.outcome in FOUNDED)


def appeals_on_time(period):
    return _answered(Appeal, period, lambda one: one.answered_on <= one.promised_on)


def appeals_upheld(period):
    return _answered(Appeal, period, lambda one: one.outcome == Appeal.Outcome.UPHELD)


ANSWERED = "divisées par les réclamations répondues dans la période."
family(
    "complaints", "Réclamations reçues", complaints, "Réclamations sur le label, un audit ou un organisme labellisé.",
    "Réclamations reçues dans la période. Celles dont la durée de conservation est passée ne se comptent plus.",
)  # fmt: skip
family(
    "complaints_on_time", "Part des réclamations répondues à temps", complaints_on_time,
    "Part des réclamations répondues au jour promis ou avant.",
    f"Réponses au plus tard le jour promis, {ANSWERED}", **share,
)  # fmt: skip
family(
    "complaints_founded", "Part des réclamations fondées", complaints_founded,
    "Part des réclamations fondées, en tout ou en partie.", f"Réclamations fondées, {ANSWERED}", **share,
)  # fmt: skip
family(
    "appeals", "Recours reçus", appeals, "Recours d’un organisme contre une décision du comité.",
    "Recours reçus dans la période.", **appeal,
)  # fmt: skip
family(
    "appeals_on_time", "Part des recours répondus à temps", appeals_on_time,
    "Part des recours répondus au jour promis ou avant.",
    "Réponses au plus tard le jour promis, divisées par les recours répondus dans la période.", **appeal | share,
)  # fmt: skip
family(
    "appeals_upheld", "Part des recours accueillis", appeals_upheld,
    "Part des recours qui mènent à un réexamen.",
    "Recours accueillis, divisés par les recours répondus dans la période.", **appeal | share,
)  # fmt: skip
family(
    "misuses", "Usages abusifs retenus", misuses, "Signalements d’un usage abusif de la marque que l’Union a retenus.",
    "Signalements retenus dans la période.", model="labelling.misusereport", unit="signalements",
)  # fmt: skip
