"""Permission rules of dossiers, and the files that they hold."""

from django.db.models import Q

from labelling.accreditation.rules import auditor_of
from labelling.dossiers.models import LabelDossier
from labelling.organisms.rules import instructor
from portal import documents
from portal.access import rule
from portal.core import clock, working_days

documents.register_holder(LabelDossier)


@rule("une personne qui a audité ou conseillé l’organisme")
def involved(user, dossier):
    """BR-21: they audited it, led its appui-conseil, or they (or their firm) worked for it, within D19."""
    since = working_days.add_months(clock.today(), -dossier.rules.look_back_months)
    led = dossier.organism.support_requests.filter(adviser=user, state__in=("accepted", "done"))
    if led.filter(Q(done_on__isnull=True) | Q(done_on__gt=since)).exists():
        return True
    is_recent = Q(ended_on__isnull=True) | Q(ended_on__gt=since)
    if user.office_ties.filter(is_recent, organism=dossier.organism_id).exists():
        return True
    auditor = auditor_of(user)
    if auditor is None:
        return False
    ties = auditor.ties.filter(organism=dossier.organism_id)
    if ties.filter(is_recent).exists():
        return True
    missions = auditor.missions.filter(dossier__organism=dossier.organism_id)
    missions = missions.exclude(state__in=("to_assign", "proposed", "declined", "cancelled"))
    return missions.filter(Q(finished_on__isnull=True) | Q(finished_on__gt=since)).exists()


impartial_instructor = instructor - involved
