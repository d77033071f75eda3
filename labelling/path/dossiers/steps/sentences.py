"""Effects and success messages of a dossier's steps."""

from labelling.path.dossiers import notices, stages
from portal.core import clock
from portal.ui import words


def _due(dossier, code):
    return words.day(dossier.rules.due(code, clock.today()))


def submitted(dossier):
    people = words.count(notices.members(dossier).count(), "personne", "personnes")
    return (
        f"Dossier déposé. Accusé envoyé à {people}. "
        f"Le référent répond avant le {words.day(dossier.due_on)}."
    )


def submission_effects(dossier):
    people = words.count(notices.members(dossier).count(), "personne", "personnes")
    return [
        "Une copie du dossier est figée ; l’accusé de réception porte son empreinte.",
        f"L’accusé part à {people} de votre organisme.",
        "Les pièces versées ne changent plus : en remplacer une crée une nouvelle version.",
        f"Le référent label vérifie que le dossier est complet avant le {_due(dossier, 'D01')}.",
    ]


def complements_asked(dossier):
    return f"Compléments demandés. L’organisme répond avant le {words.day(dossier.due_on)}."


def complement_effects(dossier):
    reminders = dossier.rules.deadlines["D02"].reminders_sentence
    return [
        "L’organisme reçoit la liste des compléments, avec vos motifs.",
        *([f"Il est relancé {reminders}."] if reminders else []),
        "Sans réponse, le portail vous proposera un classement sans suite ; il ne classe rien seul.",
    ]


def complements_changed(dossier):
    return f"Demande modifiée. L’organisme est prévenu\u00a0; il répond avant le {words.day(dossier.due_on)}."


def change_effects(_dossier):
    return [
        "L’organisme reçoit la demande comme elle est maintenant.",
        "Une demande vidée est retirée\u00a0; ce qu’il a commencé d’y répondre est gardé.",
        "Les rappels se comptent depuis la nouvelle date.",
    ]


def cancel_effects(dossier):
    return [
        "L’organisme apprend que ces compléments ne sont plus attendus, et pourquoi.",
        "Le dossier redevient déposé\u00a0: ce qui était répondu reste.",
        f"Vous vérifiez qu’il est complet avant le {_due(dossier, 'D01')}.",
    ]


def registration_effects(dossier):
    versions = (
        "Les règles et le cadre d’évaluation en vigueur aujourd’hui s’appliquent jusqu’au bout."
    )
    return [
        versions,
        f"{dossier.organism} devient un organisme engagé.",
    ]


def registered(dossier):
    return f"Dossier recevable, sous les règles {dossier.rules.code}. L’organisme est prévenu."


def dismissal_effects(dossier):
    return [
        "Le dossier s’arrête ; il reste lisible.",
        *stopped_with(dossier),
        "L’organisme reçoit le motif. Il pourra ouvrir un nouveau dossier.",
    ]


def diagnosis_effects(_dossier):
    return ["L’auditeur mène le diagnostic HQS."]


def preparation_effects(dossier):
    return [f"Le plan d’actions est à valider avant le {_due(dossier, 'D05')}."]


def prepared(dossier):
    return f"Préparation ouverte. Plan d’actions à valider avant le {words.day(dossier.due_on)}."


def audit_effects(_dossier):
    return ["L’auto-évaluation, le patrimoine et le plan d’actions ne changent plus."]


def scheduled(dossier):
    return f"{dossier.organism} est inscrit à l’ordre du jour."


def discontinuation_effects(dossier):
    effects = ["Le dossier s’arrête ; il reste lisible.", *stopped_with(dossier)]
    if stages.current_stage(dossier) and dossier.registered_on:
        effects.append("Votre organisme n’est plus compté parmi les organismes engagés.")
    return effects


def stopped_with(dossier):
    """What else waits for this dossier, and stops in the same act."""
    found = [
        f"La mission d’audit {one.reference} s’arrête aussi, et son auditeur en apprend le motif."
        for one in dossier.missions.exclude(state__in=("closed", "cancelled")).order_by("reference")
    ]
    if dossier.agenda_items.filter(state__in=("not_open", "void")).exists():
        found.append(
            "Son point quitte l’ordre du jour du comité, et le secrétariat en est prévenu."
        )
    return found


def reopening_effects(_dossier):
    return ["Le dossier revient en instruction."]


def grant_effects(_dossier):
    return [
        "Le label est créé, avec ses dates et son attestation.",
        "L’annuaire le montre aussitôt.",
    ]
