"""Consent to the comparison of satisfaction results: given by the signatory of an organism, taken back at any time."""

from django.db import transaction

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Organism
from labelling.steering.satisfaction.models import SatisfactionConsent
from labelling.steering.satisfaction.rules import consenter
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused


def in_force():
    return SatisfactionConsent.objects.filter(withdrawn_on=None)


def has_consented(organism):
    return in_force().filter(organism=organism).exists()


@transaction.atomic
def give(organism, *, by):
    organism = _locked(organism, by)
    if has_consented(organism):
        raise Refused(Problem("given", "Votre accord est déjà donné."))
    made = SatisfactionConsent.objects.create(organism=organism)
    said = "a accepté que la satisfaction de ses locataires soit comparée"
    audit_log.write_entry(organism, by, "satisfaction_consent", said)
    return made


@transaction.atomic
def withdraw(organism, *, by):
    """From that commit on, its results are in no median any more."""
    organism = _locked(organism, by)
    consent = in_force().filter(organism=organism).first()
    if consent is None:
        raise Refused(
            Problem("none", "Aucun accord n’est en cours\u00a0: il n’y a rien à retirer.")
        )
    consent.withdrawn_on = clock.today()
    consent.save(update_fields=["withdrawn_on"])
    said = "a retiré son accord à la comparaison de la satisfaction de ses locataires"
    audit_log.write_entry(organism, by, "satisfaction_consent_end", said)
    return consent


def _locked(organism, by):
    if not consenter(by, organism):
        raise Forbidden(
            Problem("signatory", "Seule une personne signataire en décide."), thing=organism
        )
    return Organism.objects.select_for_update().get(pk=organism.pk)
