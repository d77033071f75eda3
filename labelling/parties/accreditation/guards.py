"""Guards of the steps of an accreditation."""

from labelling.parties.accreditation.auditors import files
from labelling.parties.framework.binding import current_rules
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Problem, guard

AWAITING = ("committee_pending", "suspended")  # the vote of the committee


@guard("Fiche de l’auditeur")
def presented(accreditation):
    auditor = accreditation.auditor
    if not (auditor.address.strip() and auditor.regions):
        text = "Complétez votre fiche\u00a0: adresse postale et régions d’intervention."
        address = f"{auditor.get_absolute_url()}modifier/"
        return Problem("presentation", text, address, "Compléter ma fiche")
    return None


@guard("CV")
def with_cv(accreditation):
    if not files.of_kind(accreditation, files.CV).exists():
        address = f"{accreditation.get_absolute_url()}cv/"
        return Problem("cv", "Joignez votre CV.", address, "Joindre mon CV")
    return None


@guard("Références professionnelles")
def referenced(accreditation):
    if not accreditation.references_text.strip():
        return _incomplete(accreditation, "references", "Décrivez vos références professionnelles.")
    return None


@guard("Déclaration d’indépendance")
def independent(accreditation):
    if not accreditation.is_independent:
        return _incomplete(accreditation, "independence", "Déclarez votre indépendance.")
    return None


@guard("Liens déclarés")
def ties_told(accreditation):
    if not accreditation.has_told_ties:
        text = "Dites que tous vos liens avec des organismes sont déclarés, ou que vous n’en avez aucun."
        return _incomplete(accreditation, "ties", text)
    return None


@guard("Assurance en cours")
def insured(accreditation):
    """BR-26: an end to come, and the insurer's certificate."""
    until = accreditation.insured_until_on
    is_over = until is None or until < clock.today()
    if is_over or not files.of_kind(accreditation, files.CERTIFICATE).exists():
        text = "Transmettez une assurance valable aujourd’hui, avec l’attestation de l’assureur."
        address = f"{accreditation.get_absolute_url()}assurance/"
        return Problem("insurance", text, address, "Transmettre mon assurance")
    return None


@guard("Charte de déontologie acceptée")
def ethical(accreditation):
    if accreditation.ethics_accepted_on is None:
        return Problem(
            "ethics",
            "Acceptez la charte de déontologie.",
            f"{accreditation.get_absolute_url()}charte/",
            "Lire la charte",
        )
    return None


def _incomplete(accreditation, code, sentence):
    return Problem(
        code, sentence, f"{accreditation.get_absolute_url()}modifier/", "Compléter la demande"
    )


@guard("Formation USH suivie")
def trained(accreditation):
    """BR-42: no committee item without the date of the training."""
    if accreditation.trained_on is None:
        return Problem("untrained", "La date de la formation USH manque.")
    return None


@guard("Aucune mission en cours")
def free(accreditation):
    return [
        Problem(
            "running",
            f"La mission {mission.reference} est en cours.",
            mission.get_absolute_url(),
            "La voir",
        )
        for mission in accreditation.running_missions
    ]


def decided(*options):
    """BR-41: only a validated decision of the committee, on this accreditation."""

    @guard("Décision du comité")
    def is_decided(accreditation):
        item = decided_item(accreditation)
        if item is None or item.decision.option not in options:
            return Problem("decision", "Cet acte suit une décision validée du comité.")
        return None

    return is_decided


@guard("Renouvellement de l’agrément ouvert")
def in_renewal_window(accreditation):
    """BR-43: the window opens some months before the end, by the rules in force today."""
    months = current_rules().accreditation_renewal_months
    opens_on = working_days.add_months(accreditation.ends_on, -months)
    if clock.today() < opens_on:
        return Problem("too_early", f"Le renouvellement s’ouvre le {words.day(opens_on)}.")
    return None


@guard("Décision prise depuis la suspension")
def decided_since(accreditation):
    """BR-41: the présidence suspends in urgency, alone; what follows is the committee's."""
    item = decided_item(accreditation)
    if item is not None and item.decision.decided_on < words.as_date(accreditation.since_at):
        return Problem("decision_before", "La décision du comité est d’avant la suspension.")
    return None


@guard("Décision pas encore appliquée")
def newly_decided(accreditation):
    """A decision serves once: the one that granted does not renew, nor ends a suspension."""
    item = decided_item(accreditation)
    if item is not None and item.decision.pk == accreditation.decision_id:
        return Problem("decision_used", "Cette décision du comité a déjà pris effet.")
    return None


def decided_item(accreditation):
    """The latest decision on this accreditation that the committee's chair validated, or None."""
    items = accreditation.agenda_items.filter(state="validated").select_related("decision")
    return items.order_by("-pk").first()


DEPOSIT = (presented, with_cv, referenced, independent, ties_told, insured, ethical)
