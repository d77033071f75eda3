"""Guards of a licence's steps."""

from labelling.title.brand.charters import looks
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.titles import states
from labelling.title.licences.titles.states import TitleState
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, guard

TITLE = {
    TitleState.SUSPENDED: "Le label est suspendu\u00a0: la licence attend qu’il soit rétabli.",
    TitleState.OVER: "Le titre qui ouvrait cette licence n’est plus en vigueur.",
}


@guard("Titre en vigueur")
def title_holds(licence):
    """BR-80: read under the licence's lock, from the title as it is now."""
    at = states.title_state(licence, clock.today())
    return None if at == TitleState.HOLDS else Problem("title", TITLE[at])


@guard("Charte en vigueur")
def has_charter(licence):
    if looks.in_force() is None:
        return Problem("no_charter", "Aucune charte graphique n’est en vigueur aujourd’hui.")
    return None


@guard("Licence jamais acceptée")
def never_used(licence):
    """A right in use is not refused: it is revoked, after the organism was heard."""
    if licence.is_used:
        sentence = "Cette licence a déjà servi\u00a0: proposez sa révocation à la présidence."
        return Problem("used", sentence)
    return None


@guard("Licence déjà acceptée")
def used(licence):
    return None if licence.is_used else Problem("unused", "Cette licence n’a jamais été acceptée.")


@guard("Aucune autre licence ouverte")
def alone(licence):
    rows = BrandLicence.objects.filter(
        organism=licence.organism_id,
        variant=licence.variant,
        state__in=("eligible", "requested", "active", "suspended"),
    )
    other = rows.exclude(pk=licence.pk).first()
    if other is None:
        return None
    sentence = f"La licence {other.reference} est déjà ouverte."
    return Problem("other", sentence, other.get_absolute_url(), "La voir")


@guard("Retrait déclaré sur tous les supports")
def removed(licence):
    """BR-83: silence is no declaration."""
    if licence.is_removed:
        return None
    return Problem("removal", "L’organisme n’a pas encore déclaré le retrait de tous les supports.")


@guard("Retrait à déclarer")
def not_all_removed(licence):
    if licence.is_removed:
        return Problem("removed", "Le retrait est déjà déclaré sur tous les supports.")
    return None


@guard("Retrait à constater")
def unconfirmed(licence):
    if licence.removal_confirmed_on:
        day = words.day(licence.removal_confirmed_on)
        return Problem("confirmed", f"La Dircom a constaté le retrait le {day}.")
    return None


@guard("Aucune révocation proposée")
def not_accused(licence):
    if licence.grievance:
        return Problem("accused", "Une révocation est déjà proposée pour cette licence.")
    return None


@guard("Révocation proposée")
def accused(licence):
    if licence.grievance:
        return None
    return Problem("not_accused", "Aucune révocation n’est proposée pour cette licence.")


@guard("Observations attendues")
def unanswered(licence):
    if licence.observations:
        return Problem("answered", "L’organisme a déjà présenté ses observations.")
    return None


@guard("Phase contradictoire close")
def heard(licence):
    """D15: the organism has all its days, even when it has already answered."""
    until = licence.hearing_until_on
    if until and clock.today() <= until:
        sentence = f"La phase contradictoire court jusqu’au {words.day(until)}."
        return Problem("contradictory", sentence)
    return None
