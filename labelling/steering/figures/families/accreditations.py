"""Figures of accreditations of auditors: in force on a day, new, renewed, expired."""

from labelling.committee.evaluations.models import AuditorEvaluation
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.steering.figures import events
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import within
from labelling.steering.figures.rules import committee
from labelling.steering.figures.states import end_of, states_then
from portal.core import clock
from portal.figures import Case, Measure
from portal.workflow.audit_log import Entry

A = AuditorAccreditation.State
FACTS = ("pk", "starts_on", "ends_on", "state", "taken_over_on")
LEAST = 5  # evaluations of which a mean is told (BR-98)
evaluation = {
    "model": "labelling.auditorevaluation", "source": "les évaluations des auditeurs",
    "related": ("mission__auditor",),
}  # fmt: skip
family = Family("accreditations", source="le journal et les dates des agréments", readers=committee,
                model="labelling.auditoraccreditation", related=("auditor__user",), unit="agréments")  # fmt: skip


def active(period):
    """In force that day by their dates and their state then; those decided before the portal by their dates."""
    day = period.end
    return [
        Case(pk, None, start)
        for (pk, start, end, _state, taken_over_on), state in states_then(
            AuditorAccreditation, FACTS, day
        )
        if start
        and start <= day <= end
        and (state == A.ACTIVE or (taken_over_on and taken_over_on > day and state is None))
    ]


def new(period):
    rows = AuditorAccreditation.objects.filter(**within(period, "starts_on")).order_by(
        "starts_on", "pk"
    )
    return [Case(pk, None, day) for pk, day in rows.values_list("pk", "starts_on")]


def renewed(period):
    """The engine keeps their state: the act tells it."""
    rows = Entry.objects.filter(
        thing_type="labelling.auditoraccreditation", act="renew", at__lt=end_of(period.end)
    )
    told = rows.order_by("at", "pk").values_list("thing_id", "at")
    days = [(pk, at.astimezone(clock.PARIS).date()) for pk, at in told]
    return [Case(pk, None, day) for pk, day in days if day >= period.start]


def expired(period):
    return [
        Case(one.thing, None, one.day)
        for one in events.of_period(AuditorAccreditation, period, A.EXPIRED)
    ]


def evaluations(period):
    rows = AuditorEvaluation.objects.filter(**within(period, "given_on")).order_by("given_on", "pk")
    return [Case(pk, None, day) for pk, day in rows.values_list("pk", "given_on")]


def evaluation_average(period):
    """Of no organism, and of none under five: a mean of fewer would tell one."""
    rows = AuditorEvaluation.objects.filter(**within(period, "given_on")).order_by("given_on", "pk")
    told = list(rows.values_list("pk", "given_on", "mean"))
    return [Case(pk, None, day, float(mean)) for pk, day, mean in told if len(told) >= LEAST]


family(
    "active", "Agréments en vigueur", active, "Agréments d’auditeurs accordés, commencés, ni échus ni suspendus.",
    "Agréments actifs ce jour-là selon le journal, dont les dates le comprennent.", is_stock=True,
)  # fmt: skip
family(
    "new", "Nouveaux agréments", new, "Agréments qui commencent, repris d’avant le portail compris.",
    "Agréments dont le premier jour est dans la période.",
)  # fmt: skip
family(
    "renewed", "Agréments renouvelés", renewed, "Agréments dont le comité a validé le renouvellement.",
    "Renouvellements écrits au journal pendant la période.",
)  # fmt: skip
family(
    "expired", "Agréments échus", expired, "Agréments arrivés à leur terme sans renouvellement.",
    "Passages d’un agrément à l’état «\u00a0échu\u00a0» pendant la période.",
)  # fmt: skip
KEPT = "Celles dont la durée de conservation est passée ne se comptent plus."
family(
    "evaluations", "Évaluations d’auditeurs", evaluations,
    "Évaluations qu’un organisme audité ou le bureau du label a données après une mission.",
    f"Évaluations données dans la période. {KEPT}", **evaluation | {"unit": "évaluations"},
)  # fmt: skip
family(
    "evaluation_average", "Évaluation moyenne des auditeurs", evaluation_average,
    "Moyenne des cotations de 1 à 4 des organismes et du bureau du label, tous auditeurs confondus.",
    f"Moyenne des évaluations données dans la période, à partir de {LEAST}. {KEPT}",
    measure=Measure.MEAN, is_additive=False, **evaluation | {"unit": "sur 4"},
)  # fmt: skip
