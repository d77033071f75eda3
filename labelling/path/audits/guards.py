"""Guards of a mission's steps, each with its sentence and the page that mends it."""

from labelling.path.audits import dates, eligibility
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.rules import NON_CONFORMITIES, SENT
from labelling.path.dossiers.models import STOPPED
from labelling.path.dossiers.steps.guards import ORGANISM
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, guard

K = AuditFinding.Kind
SETTLED = (AuditFinding.State.ACCEPTED, AuditFinding.State.CLOSED)


def rates_criteria(mission):
    return mission.audit_type != "hqs"


def page(mission, tail, label):
    return {"mend": f"{mission.get_absolute_url()}{tail}", "mend_label": label}


def criteria_of(mission):
    """The criteria in the mission's scope: those of the framework bound to the dossier."""
    mention = mission.dossier.dossier_type == "mention"
    return mission.dossier.framework.criteria_for(mission.audit_type, mention=mention)


@guard("Auditeur agréé, sans lien, sur toutes les dates")
def eligible(mission):
    """BR-26 to BR-28, asked again at each step that relies on them."""
    if mission.auditor_id is None or mission.starts_on is None:
        return Problem("no_auditor", "Aucun auditeur n’est choisi.")
    sentence = eligibility.problem(mission, mission.auditor, mission.starts_on, mission.ends_on)
    return Problem("not_eligible", f"{mission.auditor}\u00a0: {sentence}") if sentence else None


@guard("Déclaration d’impartialité signée")
def declared(mission):
    """BR-29."""
    if mission.declared_at is None:
        return Problem(
            "undeclared", "L’auditeur n’a pas déclaré son impartialité pour cette mission."
        )
    return None


@guard("Rencontre des représentants de locataires au plan")
def tenants_planned(mission):
    """BR-32."""
    if mission.plan_tenants_on is None:
        return Problem(
            "no_tenants",
            "Le plan ne prévoit pas de rencontre avec les représentants de locataires.",
        )
    return None


@guard("Plan approuvé par l’organisme", by=ORGANISM)
def plan_approved(mission):
    if mission.plan_approved_on is None:
        return Problem("plan_not_approved", "L’organisme n’a pas encore approuvé le plan d’audit.")
    return None


NO_PROOF = "Une non-conformité majeure demande la preuve de sa correction : joignez un fichier."


@guard("Date de début atteinte")
def date_reached(mission):
    if mission.starts_on and clock.today() < mission.starts_on:
        return Problem("too_early", f"La mission commence le {words.day(mission.starts_on)}.")
    return None


@guard("Étape de l’audit ouverte par le référent label")
def stage_begun(mission):
    """An audit led before its stage would be made final with nothing to end, and its dossier would wait for ever."""
    if dates.has_begun(mission):
        return None
    stage = dates.stage_of(mission.dossier, mission.audit_type)
    label = stage.label if stage else mission.get_audit_type_display()
    return Problem(
        "stage_not_begun",
        f"Le référent label n’a pas encore ouvert l’étape «\u00a0{label}\u00a0» du dossier.",
    )


@guard("Tous les critères cotés", when=rates_criteria)
def all_rated(mission):
    """BR-33: a status on every criterion in scope."""
    rated = {rating.criterion_id for rating in mission.ratings.all() if rating.is_given}
    left = [c.code for c in criteria_of(mission) if c.pk not in rated]
    if not left:
        return None
    shown = ", ".join(left[:5]) + ("…" if len(left) > 5 else "")
    sentence = (
        f"{words.count(len(left), 'critère reste', 'critères restent')} à coter\u00a0: {shown}."
    )
    return Problem(
        "not_rated", sentence, **page(mission, f"criteres/{left[0]}/", "Coter les critères")
    )


@guard("Non-conformités étayées")
def findings_founded(mission):
    """BR-34: criterion, factual evidence, grade."""
    rows = mission.findings.filter(kind__in=NON_CONFORMITIES, evidence="")
    return [
        Problem("no_evidence", f"{f.kind} {f.number}\u00a0: la preuve factuelle manque.")
        for f in rows
    ]


@guard("Rapport écrit")
def reported(mission):
    if mission.taken_over_on and mission.state == AuditMission.State.FINAL_REPORT:
        return None  # received before the portal: the tracking tells its day
    if len(mission.summary.strip()) < 50 and not mission.reports.exists():
        return Problem("no_report", "La synthèse du rapport est vide et aucun fichier n’est joint.")
    return None


@guard("Observations de l’organisme, ou délai écoulé")
def answered_or_late(mission):
    """D07c: ten working days to answer, then silence is taken note of."""
    if mission.may_be_final:
        return None
    until = f" jusqu’au {words.day(mission.due_on)}" if mission.due_on else ""
    return Problem("not_answered", f"L’organisme peut répondre{until}.")


def _unsettled(mission):
    """The non-conformities whose answer is not accepted, what the organism has to answer first."""
    found = [f for f in mission.findings.all() if f.is_non_conformity and f.state not in SETTLED]
    return sorted(found, key=lambda finding: finding.hand != ORGANISM)


@guard("Réponses aux non-conformités acceptées", by=lambda mission: _unsettled(mission)[0].hand)
def findings_settled(mission):
    """A mission closes once each non-conformity has an accepted answer; effects are seen next (BR-36)."""
    return [
        Problem(
            "nc_open",
            f"{f.kind} {f.number}\u00a0: la réponse n’est pas acceptée.",
            f.get_absolute_url(),
            "Ouvrir le constat",
        )
        for f in _unsettled(mission)
    ]


def is_non_conformity(finding):
    return finding.is_non_conformity


def is_major(finding):
    return finding.kind == K.NC_MAJOR


@guard("Preuve de la correction", when=is_major)
def proof_given(finding):
    """BR-35: a major non-conformity is lifted on a proof."""
    if finding.proof_id is None:
        return Problem("no_proof", NO_PROOF)
    return None


@guard("Rapport envoyé à l’organisme")
def finding_sent(finding):
    """The organism answers what it has read, never a draft."""
    if finding.mission.state not in SENT:
        return Problem("not_sent", "Le rapport provisoire n’est pas encore envoyé.")
    if finding.mission.dossier.state in STOPPED:
        return Problem(
            "stopped", "Le dossier s’est arrêté\u00a0: aucune réponse n’est plus attendue."
        )
    return None


@guard("Réponse acceptée par l’auditeur", when=is_non_conformity)
def answer_accepted(finding):
    """BR-35, BR-36: a non-conformity closes by an accepted answer, never by itself."""
    if finding.state != finding.State.ACCEPTED:
        return Problem("not_accepted", "L’auditeur n’a pas accepté de réponse à ce constat.")
    return None


def to_verify(mission):
    """BR-36: the non-conformities of the organism's former missions that are not closed, to check in this one.

    Of the missions whose report was sent alone (BR-39): the organism reads this page too.
    """
    rows = AuditFinding.objects.filter(
        kind__in=NON_CONFORMITIES,
        mission__state__in=SENT,
        mission__dossier__organism=mission.organism_id,
        mission__pk__lt=mission.pk or 0,
    )
    return rows.exclude(state="closed").select_related("mission", "criterion")
