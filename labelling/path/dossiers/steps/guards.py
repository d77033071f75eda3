"""Guards of a dossier's steps before the audit: pieces, engagement, tenants, HQS diagnosis."""

from datetime import timedelta

from labelling.parties.framework.binding import version_in_force
from labelling.path.dossiers import stages
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts import pieces, tenants
from portal.core import clock
from portal.models import Message
from portal.ui import words
from portal.workflow import Problem, guard

S = LabelDossier.State
ACCEPTED = (
    "accepted planned in_progress fieldwork_closed draft_report contradictory final_report validated closed"
).split()
MET = tuple(ACCEPTED[ACCEPTED.index("fieldwork_closed") :])  # its closing meeting has its day
VALIDATED = ("validated", "closed")
REMINDER = "dossier.complement_overdue"
AUDITOR, OFFICE, ORGANISM = "l’auditeur", "le référent label", "l’organisme"


@guard("Présentation de l’organisme")
def presented(dossier):
    if not dossier.presentation.strip():
        return Problem(
            "no_presentation",
            "La présentation de l’organisme est vide.",
            page(dossier, "dossier_edit"),
            "Écrire la présentation",
        )
    return None


@guard("Périmètre et nombre de logements")
def perimeter_declared(dossier):
    if not dossier.perimeter.strip() or not dossier.homes_in_perimeter:
        return Problem(
            "no_perimeter",
            "Le périmètre ou son nombre de logements n’est pas déclaré.",
            page(dossier, "dossier_edit"),
            "Déclarer le périmètre",
        )
    return None


@guard("Pièces obligatoires", by=ORGANISM)
def pieces_complete(dossier):
    """BR-13: each missing piece of the stages gone through so far is named."""
    held = pieces.held_codes(dossier)
    return [
        Problem(
            "missing_piece",
            f"Il manque la pièce « {piece.label} ».",
            pieces.add_url(dossier, piece),
            "Ajouter la pièce",
        )
        for piece in stages.pieces_due(dossier)
        if piece.mandatory and piece.code not in held
    ]


@guard("Lettre d’engagement signée")
def engagement_signed(dossier):
    if dossier.engagement_signed_on is None or dossier.engagement_signed_by_id is None:
        return Problem(
            "not_engaged",
            "L’engagement n’est pas signé par une personne signataire.",
            page(dossier, "dossier_engagement"),
            "Signer l’engagement",
        )
    if dossier.perimeter.strip() and not dossier.is_engaged_as_declared:
        return Problem(
            "engaged_otherwise",
            "Le périmètre a changé depuis la signature de l’engagement : il est à signer de nouveau.",
            page(dossier, "dossier_engagement"),
            "Signer l’engagement",
        )
    return None


def _needs_tenants(dossier):
    stage = stages.current_stage(dossier)
    return stage is not None and stage.needs_tenants


@guard("Représentants des locataires associés à cette étape", when=_needs_tenants, by=ORGANISM)
def tenants_involved(dossier):
    """BR-14: the word of a body, its silence once asked, or an evidence of the present stage, dated inside it."""
    stage = stages.current_stage(dossier)
    strength = tenants.strength_of(dossier, stage)
    if tenants.is_enough(strength, stage):
        return None
    if strength.code:
        asked = tenants.WORDS[stage.tenants_strength]
        return Problem(
            "weak_tenants",
            f"L’étape «\u00a0{stage.label}\u00a0» demande plus que {strength.words}\u00a0: {asked}.",
            page(dossier, "consultation_list"),
            "Demander leur avis",
        )
    return Problem(
        "no_tenants",
        f"Aucune preuve d’association des locataires à l’étape «\u00a0{stage.label}\u00a0», "
        f"depuis le {words.day(stages.entered_on(dossier, stage))}.",
        page(dossier, "consultation_list"),
        "Demander leur avis, ou verser une preuve",
    )


def _who_settles(dossier):
    stage = stages.current_stage(dossier)
    waiting = tenants.strength_of(dossier, stage).contested if stage else ()
    return ORGANISM if any(one.state == "contested" for one in waiting) else OFFICE


@guard("Aucune contestation des représentants en attente", when=_needs_tenants, by=_who_settles)
def contests_settled(dossier):
    """BR-14: a contest stops its stage until the organism has answered it and the référent has read both."""
    stage = stages.current_stage(dossier)
    return [
        Problem(
            "contested",
            f"«\u00a0{one.body}\u00a0» conteste ce qui est dit de l’étape\u00a0: "
            + (
                "répondez-lui." if one.state == "contested" else "le référent label lit la réponse."
            ),
            one.get_absolute_url(),
            "Lire la contestation",
        )
        for one in tenants.strength_of(dossier, stage).contested
    ]


def _held_inside(dossier, stage, since, kinds=()):
    return any(
        one.stage == stage.code
        and since <= one.held_on <= clock.today()
        and (not kinds or one.kind in kinds)
        for one in dossier.tenant_involvements.all()
    )


@guard("Chaque demande de complément a sa réponse")
def complements_answered(dossier):
    if dossier.state != S.TO_COMPLETE and S.TO_COMPLETE not in stages.entries(dossier):
        return []  # none was ever asked: the page has read the journal, and saves a question
    waiting = [one for one in dossier.complements.all() if one.is_waiting]
    return [
        Problem(
            "unanswered",
            f"Il reste à répondre à la demande « {one}\u00a0».",
            page(dossier, "dossier_complements"),
            "Répondre",
        )
        for one in waiting
    ]


@guard("Relances envoyées", when=lambda dossier: dossier.state == S.TO_COMPLETE)
def reminded(dossier):
    """BR-15: as many reminders as the rules ask, and the date asked for is over."""
    asked = dossier.rules.dismissal_reminders
    mails = Message.objects.filter(
        notice=REMINDER, thing_type=dossier._meta.label_lower, thing_id=dossier.pk
    )
    sent = mails.exclude(state=Message.State.FAILED).values("event_key").distinct().count()
    if dossier.due_on and dossier.due_on >= clock.today():
        return Problem(
            "not_due", f"L’organisme a jusqu’au {words.day(dossier.due_on)} pour répondre."
        )
    if sent < asked:
        said = words.count(sent, "relance envoyée", "relances envoyées")
        return Problem("not_reminded", f"{said} sur {asked}.")
    return None


@guard("Silence depuis le délai de réponse")
def silent(dossier):
    """BR-15: the clock proposes to dismiss once D03 has run after the date asked for (D02)."""
    if dossier.dismissal_proposed_on is not None:
        return Problem("proposed", "Le classement est déjà proposé.")
    if dossier.due_on is None or clock.today() < dossier.rules.due("D03", dossier.due_on):
        return Problem("not_yet", "Le délai avant classement n’est pas écoulé.")
    return None


@guard("Règles en vigueur")
def rules_in_force(_dossier):
    """BR-08: a dossier is registered under the versions in force that day."""
    kinds = [LabelDossier._meta.get_field(name).related_model for name in ("rules", "framework")]
    return [
        Problem("no_rules", f"Aucun {kind._meta.verbose_name} n’est en vigueur aujourd’hui.")
        for kind in kinds
        if version_in_force(kind, clock.today()) is None
    ]


def hqs_mission(dossier, states=ACCEPTED):
    """The latest HQS mission among `states`, or None."""
    return latest_mission(dossier, "hqs", states)


def latest_mission(dossier, audit_type, states):
    found = [m for m in dossier.missions.all() if m.audit_type == audit_type and m.state in states]
    return max(found, key=lambda mission: mission.pk, default=None)


def of_mission(dossier, audit_type):
    """Who has the ball of the latest mission of a type; the organism, where there is none to follow."""
    rows = dossier.missions.filter(audit_type=audit_type).exclude(state="cancelled")
    mission = rows.select_related("dossier__rules").order_by("pk").last()
    return ORGANISM if mission is None or ORGANISM in mission.hand else mission.hand


def _of_hqs(dossier):
    return of_mission(dossier, "hqs")


@guard("Un diagnostic HQS dans le plan de ce dossier", by=OFFICE)
def plan_has_hqs(dossier):
    if not stages.has_hqs(dossier):
        return Problem("no_hqs_stage", "Ce type de dossier n’a pas de diagnostic HQS.")
    return None


@guard("Mission de diagnostic acceptée par un auditeur agréé", when=stages.has_hqs, by=_of_hqs)
def hqs_accepted(dossier):
    if hqs_mission(dossier) is None:
        return Problem(
            "no_hqs_mission",
            "Aucun auditeur n’a accepté la mission de diagnostic HQS.",
            page(dossier, "mission_list_of_dossier"),
            "Choisir un auditeur",
        )
    return None


@guard("Diagnostic HQS ouvert", when=stages.has_hqs, by=OFFICE)
def diagnosis_opened(dossier):
    if dossier.state != S.DIAGNOSIS:
        return Problem("no_diagnosis", "Le diagnostic HQS vient avant la préparation.")
    return None


@guard("Rapport HQS validé", when=stages.has_hqs, by=_of_hqs)
def hqs_validated(dossier):
    if hqs_mission(dossier, VALIDATED) is None:
        return Problem(
            "hqs_not_validated",
            "Le rapport du diagnostic HQS n’est pas encore validé.",
            page(dossier, "mission_list_of_dossier"),
            "Voir le diagnostic",
        )
    return None


@guard("Restitution aux représentants des locataires", when=stages.has_hqs, by=ORGANISM)
def restituted(dossier):
    """BR-14: the diagnosis is told to the tenants' representatives, inside its stage."""
    stage = stages.current_stage(dossier)
    since = stages.entered_on(dossier, stage) if stage else clock.today()
    if stage and _held_inside(dossier, stage, since, kinds=("restitution",)):
        return None
    return Problem(
        "no_restitution",
        "Aucune restitution du diagnostic aux représentants des locataires n’est versée.",
        f"{page(dossier, 'dossier_tenants')}?nature=restitution",
        "Ajouter la restitution",
    )


def hqs_usable_until(dossier):
    """The last day on which the HQS report opens the preparation (D04), or None (BR-20)."""
    mission = hqs_mission(dossier)
    if mission is None or mission.closed_on is None:
        return None
    return dossier.rules.due("D04", mission.closed_on) - timedelta(days=1)


@guard("Diagnostic HQS encore valable", when=stages.has_hqs, by=OFFICE)
def hqs_recent(dossier):
    last = hqs_usable_until(dossier)
    if last is None:
        return Problem("hqs_not_closed", "La réunion de clôture du diagnostic HQS n’a pas de date.")
    if clock.today() > last:
        return Problem(
            "hqs_too_old", f"Le diagnostic HQS était valable jusqu’au {words.day(last)}."
        )
    return None


@guard("Organisme absorbé")
def absorbed(dossier):
    """BR-05."""
    if dossier.organism.is_active:
        return Problem("active", "L’organisme exerce toujours.")
    return None
