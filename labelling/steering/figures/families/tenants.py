"""Figures of tenants’ representatives: stages with evidence, meetings, who came (BR-14)."""

from labelling.path.audits.models import AuditMission
from labelling.path.consultations.figures import spoken
from labelling.path.consultations.models import Consultation
from labelling.path.dossiers.models import DECIDED, LabelDossier, TenantInvolvement
from labelling.steering.figures.base import Family
from labelling.steering.figures.families.flows import dated, within
from labelling.steering.figures.rules import committee, office
from portal.figures import Case, Measure

family = Family(
    "tenants", source="les preuves d’association des locataires et les audits", readers=office
)
meeting = {
    "model": "labelling.tenantinvolvement",
    "related": ("dossier",),
    "page": lambda one: one.dossier.get_absolute_url(),
}


def stages_with_evidence(period):
    """A case a stage that asks for an evidence, of the dossiers decided in the period: 1 where there is one."""
    rows = LabelDossier.objects.filter(**within(period, "decided_on"), state__in=DECIDED)
    dossiers = list(rows.filter(taken_over_on=None).order_by("decided_on", "pk"))
    keys = [one.pk for one in dossiers]
    proved = set(
        TenantInvolvement.objects.filter(dossier__in=keys)
        .order_by()
        .values_list("dossier", "stage")
    )
    spoken = Consultation.objects.filter(dossier__in=keys).exclude(state=Consultation.State.ASKED)
    proved |= set(spoken.order_by().values_list("dossier", "stage"))
    met = AuditMission.objects.filter(dossier__in=keys, tenants_met_on__isnull=False).order_by()
    met = set(met.values_list("dossier", "audit_type"))
    plans = {}  # the rules of a dossier are read once for all that they bind
    found = []
    for one in dossiers:
        bound = (one.rules_id, one.dossier_type)
        plans[bound] = plans.get(bound) or one.rules.stages_for(one.dossier_type)
        for stage in plans[bound]:
            if stage.needs_tenants:
                is_proved = (one.pk, stage.code) in proved or (one.pk, stage.audit_type) in met
                found.append(Case(one.pk, one.organism_id, one.decided_on, int(is_proved)))
    return found


def meetings(period):
    rows = TenantInvolvement.objects.filter(dossier__in=LabelDossier.objects.all())
    return dated(rows, period, "held_on", "dossier__organism")


def attendees(period):
    rows = TenantInvolvement.objects.filter(dossier__in=LabelDossier.objects.all())
    rows = rows.filter(**within(period, "held_on")).order_by("held_on", "pk")
    told = rows.values_list("pk", "dossier__organism", "held_on", "attendees")
    return [Case(*one) for one in told]


def _spoken(period):
    return spoken(**within(period, "word_given_at__date"))


def answers(period):
    return [
        Case(one.pk, one.organism, one.day, one.days) for one in _spoken(period) if one.answered_on
    ]


def answers_on_time(period):
    return [
        Case(one.pk, one.organism, one.day, int(one.answered_on <= one.promised_on))
        for one in _spoken(period)
        if one.answered_on
    ]


def answered(period):
    """1 where the answer stands, 0 where its promised day has passed without one."""
    return [
        Case(one.pk, one.organism, one.day, int(one.answered_on is not None))
        for one in _spoken(period)
        if one.needs_answer and one.is_owed
    ]


def contested(period):
    return [Case(one.pk, one.organism, one.day, int(one.is_contest)) for one in _spoken(period)]


family(
    "stages", "Part des étapes prouvées avec les locataires", stages_with_evidence,
    "Part des étapes où leurs représentants ont parlé, se sont tus après le délai, ou dont une preuve est versée.",
    "Étapes prouvées divisées par les étapes qui le demandent, des dossiers décidés dans la période, hors reprises.",
    measure=Measure.SHARE, unit="%", model="labelling.labeldossier", related=("organism",),
)  # fmt: skip
family(
    "meetings", "Preuves de rencontres avec les locataires", meetings,
    "Rencontres avec des représentants de locataires prouvées dans un dossier.",
    "Preuves d’association dont la date est dans la période.", unit="rencontres", **meeting,
)  # fmt: skip
family(
    "attendees", "Présents aux rencontres", attendees,
    "Personnes présentes aux rencontres avec des représentants de locataires, comptées à chacune.",
    "Somme des présents des rencontres de la période.", measure=Measure.SUM, unit="présents", **meeting,
)  # fmt: skip
word = {
    "model": "labelling.consultation", "related": ("body", "dossier"), "readers": committee,
    "source": "les avis des représentants de locataires et leurs réponses",
}  # fmt: skip
OF_WORDS = "des avis donnés dans la période, dont l’organisme n’a pas remis lui-même le code"
family.delay(
    "answers", "De l’avis des locataires à la réponse", answers,
    "Jours entre l’avis d’une instance de locataires et la réponse de l’organisme.",
    f"Date de la réponse en vigueur moins date de l’avis, {OF_WORDS}.",
    ("la réponse aux représentants de locataires (D25)", answers_on_time), **word,
)  # fmt: skip
family(
    "answered", "Part des avis de locataires répondus", answered,
    "Part des avis et contestations qui ont leur réponse\u00a0; «\u00a0cela ne répond pas\u00a0» la défait.",
    f"Réponses en vigueur divisées par celles qui sont données ou dont le jour promis est passé, {OF_WORDS}.",
    measure=Measure.SHARE, unit="%", **word,
)  # fmt: skip
family(
    "contested", "Part des étapes contestées par les locataires", contested,
    "Part des avis d’instances de locataires qui contestent ce que l’organisme a dit.",
    f"Contestations divisées par tous les avis, {OF_WORDS}.",
    measure=Measure.SHARE, unit="%", **word,
)  # fmt: skip
