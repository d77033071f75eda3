"""Guards of a label's steps."""

from labelling.parties.framework.subjects import BEFORE_THE_COMMITTEE
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Problem, guard


def decided(kind):
    """The committee's latest decision on this label is a « yes » to this very measure (BR-62)."""

    @guard("Décision du comité")
    def is_decided(label):
        items = label.agenda_items.filter(state="validated").order_by("-session__held_on", "-pk")
        item = items.select_related("decision").first()
        if item is None or (item.kind, item.decision.option) != (kind, "yes"):
            return Problem("decision", "Cet acte suit une décision validée du comité.")
        return None

    return is_decided


@guard("Phase contradictoire close")
def heard(label):
    """BR-72: at least D15 between the written notice and the committee's decision."""
    if label.notice_sent_on is None:
        return Problem("contradictory", "La phase contradictoire n’a pas été ouverte par écrit.")
    opened_until = label.hearing_until
    if clock.today() <= opened_until:  # observations are taken until the end of that day
        return Problem(
            "contradictory", f"La phase contradictoire court jusqu’au {words.day(opened_until)}."
        )
    return None


@guard("Retrait annoncé à l’organisme")
def withdrawal_announced(label):
    """BR-72: who was heard on a suspension is not withdrawn a label; the contrary takes less than was told."""
    if label.hearings.filter(measure="suspension").exclude(state="closed").exists():
        return Problem(
            "measure",
            "La phase contradictoire annonce une suspension\u00a0: un retrait s’annonce de nouveau par écrit.",
        )
    return None


@guard("Aucune phase contradictoire en cours")
def not_yet_noticed(label):
    if label.notice_sent_on:
        return Problem("notice", f"Elle est ouverte depuis le {words.day(label.notice_sent_on)}.")
    return None


@guard("Phase contradictoire en cours, sans point à l’ordre du jour")
def droppable(label):
    """What the committee is to decide is taken off its agenda first."""
    if label.notice_sent_on is None:
        return Problem("no_notice", "Aucune phase contradictoire n’est ouverte sur ce label.")
    if label.agenda_items.filter(state__in=BEFORE_THE_COMMITTEE).exists():
        sentence = (
            "Le comité en est saisi\u00a0: faites d’abord retirer le point de l’ordre du jour."
        )
        return Problem("listed", sentence)
    return None


@guard("Suspension conservatoire en cours")
def safeguarded(label):
    if label.safeguard_on is None:
        return Problem("no_safeguard", "Ce label n’est pas suspendu à titre conservatoire.")
    return None


@guard("Dossier de renouvellement ouvert")
def renewal_open(label):
    """BR-74: an extension needs an open renewal dossier."""
    finals = ("granted", "refused", "discontinued", "dismissed")
    if label.organism.dossiers.filter(dossier_type="renewal").exclude(state__in=finals).exists():
        return None
    return Problem("renewal", "Aucun dossier de renouvellement n’est ouvert.")


def was_extended(label):
    """An extension outlives the suspension that comes between (BR-74)."""
    months = label.dossier.rules.label_months
    return label.end_on > working_days.last_day_of_validity(label.start_on, months)


@guard("Première prorogation du cycle")
def not_yet_extended(label):
    """BR-74: once per cycle; a label that lasts longer than its rules give was extended."""
    if was_extended(label):
        return Problem("extended", "Ce label a déjà été prorogé pendant ce cycle.")
    return None


@guard("Label qui n’était pas prorogé")
def not_extended(label):
    return Problem("extended", "Ce label était prorogé.") if was_extended(label) else None


@guard("Label qui était prorogé")
def extended(label):
    return None if was_extended(label) else Problem("not_extended", "Ce label n’était pas prorogé.")


@guard("Recours accueilli contre le retrait")
def contested(label):
    """D16: a withdrawal is taken up again after an upheld appeal alone."""
    rows = label.agenda_items.filter(kind="withdrawal", state="validated")
    last = rows.select_related("decision__appeal").order_by("-session__held_on", "-pk").first()
    appeal = getattr(last and last.decision, "appeal", None)
    if appeal and appeal.closed_on and appeal.outcome == appeal.Outcome.UPHELD:
        return None
    return Problem("appeal", "Aucun recours accueilli ne vise ce retrait.")


@guard("Fin de validité non passée")
def not_ended(label):
    if label.end_on >= clock.today():
        return None
    return Problem("ended", f"Ce label aurait pris fin le {words.day(label.end_on)}.")


@guard("Aucun autre label en vigueur")
def alone(label):
    """BR-64."""
    held = label.organism.labels.filter(state__in=("active", "extended", "suspended"))
    if not held.exclude(pk=label.pk).exists():
        return None
    return Problem("another", "L’organisme détient déjà un autre label.")


@guard("Décision d’attribution annulée")
def undecided(label):
    """BR-69: the label falls with the decision that granted it, and by no other way."""
    if label.decision is None:
        return Problem("decision", "La décision d’attribution a été prise avant le portail.")
    item = label.decision.item
    if item.state == "annulled":
        return None
    return Problem("decision", "La décision d’attribution tient toujours.", item.get_absolute_url())
