"""Flows of the label over a period: candidatures, registrations, labels, refusals, withdrawals, expiries."""

from dataclasses import replace

from labelling.committee.models import Decision
from labelling.path.dossiers.models import LabelDossier
from labelling.steering.figures import events
from labelling.steering.figures.base import Family
from labelling.steering.figures.rules import committee, office
from labelling.title.labels.models import Label
from portal.core import clock, working_days
from portal.figures import Case, Measure

DATES = "les dates des dossiers, des labels et des décisions, reprises du suivi comprises"
JOURNAL = "le journal"
L = Label.State
EVENTS = "Une décision annulée depuis reste comptée\u00a0: elle a eu lieu."
flow = Family("flows", source=DATES, readers=office, model="labelling.labeldossier", unit="dossiers",
              related=("organism",))  # fmt: skip
of_labels = {"model": "labelling.label", "unit": "labels", "readers": committee}
POINT = ("session", "dossier__organism", "label__organism", "accreditation__auditor__user")
OF_DECISION = {
    "model": "labelling.decision",
    "related": tuple(f"item__{path}" for path in POINT),
    "tell": lambda one: str(one.item),
    "page": lambda one: one.item.get_absolute_url(),
}
of_decisions = {"unit": "décisions", "readers": committee, **OF_DECISION}


def within(period, field):
    return {f"{field}__gte": period.start, f"{field}__lte": period.end}


def dated(rows, period, field, organism="organism"):
    """A case a row whose day stands in the period."""
    told = rows.filter(**within(period, field)).order_by(field, "pk")
    return [Case(*one) for one in told.values_list("pk", organism, field)]


def applications(period):
    return dated(LabelDossier.objects.all(), period, "submitted_on")


def registrations(period):
    return dated(LabelDossier.objects.all(), period, "registered_on")


def _labels(period, **cycle):
    rows = Label.objects.filter(**cycle)
    told = dated(rows.filter(decision__isnull=False), period, "decision__decided_on")
    return told + dated(rows.filter(decision=None), period, "start_on")


def first_labels(period):
    return _labels(period, cycle=1)


def renewals(period):
    return _labels(period, cycle__gt=1)


def _decisions(period, kind, option):
    path = "item__dossier__organism" if kind == "label" else "item__label__organism"
    rows = Decision.objects.filter(item__kind=kind, option=option)
    return dated(rows, period, "decided_on", path)


def refusals(period):
    return _decisions(period, "label", "refuse")


def adjournments(period):
    return _decisions(period, "label", "adjourn")


def withdrawals(period):
    return _decisions(period, "withdrawal", "yes")


def suspensions(period):
    return events.cases(Label, period, L.SUSPENDED)


def renunciations(period):
    """On the day of effect, which its organism chose; one to come is not counted yet."""
    rows = Label.objects.filter(state=L.RENOUNCED, ended_on__lte=clock.today())
    return dated(rows, period, "ended_on")


def expiries(period):
    """By its last day, whatever the clock has done: nothing followed it the next day."""
    rows = Label.objects.exclude(state__in=(L.WITHDRAWN, L.RENOUNCED, L.ANNULLED, L.SUPERSEDED))
    ended = dated(rows.filter(end_on__lt=clock.today()), period, "end_on")
    next_ones = Label.objects.exclude(state=L.ANNULLED).filter(start_on__gt=period.start)
    begun = set(next_ones.order_by().values_list("organism", "start_on"))
    return [one for one in ended if (one.organism, working_days.add_days(one.day, 1)) not in begun]


def followed(period):
    """1 for a label whose term was followed by another the next day, 0 for one that nothing followed."""
    rows = Label.objects.exclude(state__in=(L.WITHDRAWN, L.RENOUNCED, L.ANNULLED))
    ended = dated(rows.filter(end_on__lt=clock.today()), period, "end_on")
    lost = {one.thing for one in expiries(period)}
    return [replace(one, amount=int(one.thing not in lost)) for one in ended]


ABSORBED = "stop"  # the act that ends the dossier of an organism that another one absorbs


def discontinued(period):
    return events.cases(LabelDossier, period, LabelDossier.State.DISCONTINUED, but=(ABSORBED,))


def dismissed(period):
    return events.cases(LabelDossier, period, LabelDossier.State.DISMISSED)


flow(
    "applications", "Candidatures déposées", applications,
    "Dossiers déposés pour la première fois, de tous les types.",
    "Dossiers dont le premier dépôt est daté de la période.",
)  # fmt: skip
flow(
    "registrations", "Dossiers recevables", registrations,
    "Dossiers dont le référent a prononcé la recevabilité.",
    "Dossiers dont la recevabilité est datée de la période. Le suivi repris ne la dit pas.",
)  # fmt: skip
flow(
    "first_labels", "Premiers labels", first_labels,
    "Labels accordés à un organisme qui n’en avait pas eu.",
    f"Labels de premier cycle dont la décision est datée de la période, sinon leur premier jour. {EVENTS}",
    **of_labels,
)  # fmt: skip
flow(
    "renewals", "Renouvellements", renewals,
    "Labels accordés à un organisme qui en avait déjà eu un.",
    f"Labels de cycle 2 ou plus dont la décision est datée de la période, sinon leur premier jour. {EVENTS}",
    **of_labels,
)  # fmt: skip
flow(
    "refusals", "Refus", refusals, "Décisions du comité qui refusent le label.",
    f"Décisions «\u00a0refus\u00a0» datées de la période. {EVENTS}", **of_decisions,
)  # fmt: skip
flow(
    "adjournments", "Ajournements", adjournments, "Décisions du comité qui ajournent un dossier.",
    f"Décisions «\u00a0ajournement\u00a0» datées de la période. {EVENTS}", **of_decisions,
)  # fmt: skip
flow(
    "suspensions", "Suspensions", suspensions,
    "Labels suspendus, par le comité ou à titre conservatoire.",
    "Passages d’un label à l’état suspendu pendant la période.",
    **of_labels | {"source": JOURNAL},
)  # fmt: skip
flow(
    "withdrawals", "Retraits", withdrawals, "Décisions du comité qui retirent un label.",
    f"Décisions de retrait adoptées, datées de la période. {EVENTS}", **of_decisions,
)  # fmt: skip
flow(
    "renunciations", "Renonciations", renunciations, "Labels que leur organisme a abandonnés.",
    "Labels renoncés dont la date d’effet est dans la période et n’est pas à venir.", **of_labels,
)  # fmt: skip
flow(
    "expiries", "Échéances sans suite", expiries,
    "Labels arrivés à leur terme sans qu’un autre les suive le lendemain.",
    "Labels dont le dernier jour est dans la période et passé, ni retirés, ni abandonnés, ni annulés, ni remplacés.",
    **of_labels,
)  # fmt: skip
flow(
    "renewed", "Part des labels renouvelés à leur terme", followed,
    "Part des labels arrivés à leur terme qu’un autre label du même organisme a remplacés ou suivis le lendemain.",
    "Labels remplacés ou suivis, divisés par ceux dont le dernier jour est dans la période et passé, ni retirés, ni "
    "abandonnés, ni annulés.",
    **of_labels | {"measure": Measure.SHARE, "unit": "%"},
)  # fmt: skip
flow(
    "discontinued", "Désistements", discontinued, "Dossiers que leur organisme a arrêtés.",
    "Passages d’un dossier à l’état «\u00a0désistement\u00a0» pendant la période, hors absorptions.", source=JOURNAL,
)  # fmt: skip
flow(
    "dismissed", "Classements sans suite", dismissed, "Dossiers que le référent a classés, faute de réponse.",
    "Passages d’un dossier à l’état «\u00a0classé sans suite\u00a0» pendant la période.", source=JOURNAL,
)  # fmt: skip
