"""Guards of a dossier's steps for the audit and the committee."""

from django.db.models import Count, Q
from django.db.models.functions import Length, Trim

from labelling.parties.framework.evaluation import NA_REASON_MIN, Criterion
from labelling.path.dossiers import stages
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import FINAL
from labelling.path.dossiers.steps.guards import (
    ACCEPTED,
    ORGANISM,
    VALIDATED,
    latest_mission,
    of_mission,
)
from portal.ui import words
from portal.workflow import Problem, guard

NOTE_MIN = 50
SHOWN = 5  # names in a sentence; the page that mends shows them all


def few(names):
    """« A, B, C et 4 autres »."""
    names = [str(name) for name in names]
    rest = len(names) - SHOWN
    shown = ", ".join(names[:SHOWN])
    return f"{shown} et {words.count(rest, 'autre', 'autres')}" if rest > 0 else shown


@guard("Plan d’actions validé par la personne signataire", by=ORGANISM)
def plan_validated(dossier):
    plan = getattr(dossier, "action_plan", None)
    if plan is None or plan.validated_on is None:
        return Problem(
            "plan_not_validated",
            "Le plan d’actions n’est pas validé par une personne signataire.",
            page(dossier, "plan_detail"),
            "Ouvrir le plan",
        )
    return None


def coverage(dossier):
    """(residences, residences still to rate), in one query."""
    residences = dossier.organism.residences.filter(is_active=True)
    rated = Count("pk", filter=Q(ratings__dossier=dossier), distinct=True)
    counts = residences.aggregate(total=Count("pk", distinct=True), rated=rated)
    return counts["total"], counts["total"] - counts["rated"]


@guard("Tout le patrimoine noté", by=ORGANISM)
def stock_rated(dossier):
    """BR-18: every residence of the organism is rated for this dossier."""
    total, left = coverage(dossier)
    if total and not left:
        return None
    text = f"{words.count(left, 'résidence reste', 'résidences restent')} à noter sur {total}."
    if not total:
        text = "Le patrimoine n’est pas encore importé."
    return Problem("stock_not_rated", text, page(dossier, "stock_detail"), "Noter le patrimoine")


def uncovered(dossier):
    """Priority ratings whose residence has no local action that stands."""
    standing = dossier.actions.filter(scope="local").exclude(progress="dropped")
    rows = dossier.ratings.filter(level="priority", residence__is_active=True).exclude(
        residence__in=standing.values("residence")
    )
    return rows.select_related("residence").order_by("-index", "residence__code")


@guard("Une action pour chaque situation prioritaire", by=ORGANISM)
def priorities_covered(dossier):
    """BR-18: one priority situation without an action blocks; its code is in the sentence."""
    rows = list(uncovered(dossier))
    if not rows:
        return None
    names = few(f"{row.residence.name} ({row.residence.code})" for row in rows)
    return Problem(
        "priority_without_action",
        f"Sans action : {names}.",
        page(dossier, "plan_detail"),
        "Prévoir une action",
    )


@guard("Plan d’actions complet", by=ORGANISM)
def plan_complete(dossier):
    """BR-19: one transversal action at least; each action has its owner, date and indicator."""
    actions = list(dossier.actions.exclude(progress="dropped").select_related("residence"))
    link = page(dossier, "plan_detail"), "Compléter le plan"
    found = []
    if not any(action.scope == "transversal" for action in actions):
        found.append(Problem("no_transversal", "Le plan n’a aucune action transversale.", *link))
    short = [a.number for a in actions if not (a.owner and a.due_on and a.indicator)]
    if short:
        text = f"Sans responsable, date ou indicateur : actions {few(short)}."
        found.append(Problem("action_incomplete", text, *link))
    left = [a.number for a in actions if a.residence and not a.residence.is_active]
    if left:
        text = f"Sur une résidence retirée du patrimoine\u00a0: actions {few(left)}."
        found.append(Problem("action_of_a_removed_residence", text, *link))
    return found


@guard("Auto-évaluation complète", by=ORGANISM)
def self_assessed(dossier):
    """BR-11: every criterion is rated, or said not to apply with its reason."""
    answered = dossier.answers.annotate(said=Length(Trim("na_reason"))).filter(
        Q(rating__isnull=False) | Q(is_na=True, said__gte=NA_REASON_MIN)
    )
    criteria = Criterion.objects.filter(theme__framework=dossier.framework_id)
    if dossier.dossier_type != "mention":
        criteria = criteria.exclude(applies_if="mention")
    criteria = criteria.exclude(pk__in=answered.values("criterion"))
    left = list(criteria.order_by("theme__order", "order").values_list("code", flat=True))
    if not left:
        return None
    return Problem(
        "not_self_assessed",
        f"{words.count(len(left), 'critère reste', 'critères restent')} à renseigner : {few(left)}.",
        page(dossier, "assessment_detail"),
        "Continuer l’auto-évaluation",
    )


def _of_audit(dossier):
    return of_mission(dossier, stages.audit_stage(dossier).audit_type)


@guard("Mission d’audit acceptée par un auditeur agréé", when=stages.audit_stage, by=_of_audit)
def audit_accepted(dossier):
    kind = stages.audit_stage(dossier).audit_type
    if latest_mission(dossier, kind, ACCEPTED) is None:
        return Problem(
            "no_audit_mission",
            "Aucun auditeur n’a accepté la mission d’audit.",
            page(dossier, "mission_list_of_dossier"),
            "Choisir un auditeur",
        )
    return None


@guard("Rapport d’audit définitif", when=stages.audit_stage, by=_of_audit)
def report_final(dossier):
    kind = stages.audit_stage(dossier).audit_type
    final = ("final_report", *VALIDATED)
    if latest_mission(dossier, kind, final) is None:
        return Problem(
            "report_not_final",
            "Le rapport d’audit n’est pas définitif.",
            page(dossier, "mission_list_of_dossier"),
            "Voir l’audit",
        )
    return None


def _untreated_findings(dossier):
    """[(finding, what it waits for)] of the audits."""
    missions = dossier.missions.exclude(audit_type="hqs").prefetch_related("findings__criterion")
    found = [(finding, _untreated(finding)) for m in missions for finding in m.findings.all()]
    return [(finding, sentence) for finding, sentence in found if sentence]


def _of_findings(dossier):
    """The organism, as long as one of them waits for its answer."""
    hands = {finding.hand for finding, _sentence in _untreated_findings(dossier)}
    return ORGANISM if ORGANISM in hands else next(iter(hands), "")


@guard("Non-conformités traitées", by=_of_findings)
def findings_treated(dossier):
    """Every non-conformity is answered; a major one is accepted by the auditor (BR-35, BR-36)."""
    return [
        Problem("finding_open", sentence, finding.get_absolute_url(), "Ouvrir le constat")
        for finding, sentence in _untreated_findings(dossier)
    ]


def _untreated(finding):
    name = f"{finding.kind} {finding.number}, critère {finding.criterion.code}"
    if finding.kind == "NCM" and finding.state not in ("accepted", "closed"):
        return f"{name} : la réponse n’est pas acceptée par l’auditeur."
    if finding.kind == "NCm" and finding.state in ("open", "rejected"):
        return f"{name} : la réponse manque."
    return ""


@guard("Note d’instruction écrite")
def note_written(dossier):
    if len(dossier.instruction_note.strip()) < NOTE_MIN:
        return Problem(
            "no_note",
            f"La note d’instruction a moins de {NOTE_MIN} caractères.",
            page(dossier, "dossier_note"),
            "Écrire la note",
        )
    return None


@guard("Point à l’ordre du jour d’une séance")
def on_agenda(dossier):
    """The committee's topic adds the point, then schedules: listing is one act."""
    if not dossier.agenda_items.filter(state="not_open").exists():
        return Problem("not_listed", "Aucune séance n’a ce dossier à son ordre du jour.")
    return None


@guard("Vote du comité pas encore ouvert", when=lambda dossier: dossier.state == "scheduled")
def vote_not_open(dossier):
    """BR-22: the organism may withdraw until the vote opens, never after."""
    if dossier.agenda_items.filter(state__in=("open", "closed")).exists():
        return Problem(
            "vote_open", "Le vote du comité est ouvert : le dossier ne peut plus être retiré."
        )
    return None


def last_decided(dossier):
    """The latest point of the agenda that bears a decision, annulled or not; or None."""
    return dossier.agenda_items.filter(decision__isnull=False).order_by("-pk").first()


@guard("Décision annulée par la présidence")
def decision_annulled(dossier):
    """BR-69: a granted dossier is examined anew only when its decision no longer holds."""
    item = last_decided(dossier)
    if item is None or item.state != "annulled":
        return Problem("decision_holds", "La décision du comité tient toujours.")
    return None


def decided(label, *options):
    """The latest point of the agenda bears a decision among `options`."""

    @guard(label)
    def decision_recorded(dossier):
        item = last_decided(dossier)
        if item is None or item.state == "annulled" or item.decision.option not in options:
            return Problem("not_decided", "Le comité n’a pas enregistré cette décision.")
        return None

    return decision_recorded


@guard("Aucun autre dossier ouvert de ce type")
def alone(dossier):
    """BR-12: what was opened since the refusal comes first."""
    rows = dossier.organism.dossiers.filter(dossier_type=dossier.dossier_type)
    other = rows.exclude(pk=dossier.pk).exclude(state__in=FINAL).first()
    if other:
        text = f"Le dossier {other.reference} du même type est ouvert."
        return Problem("ALREADY_OPEN", text, other.get_absolute_url(), "Ouvrir ce dossier")
    return None
