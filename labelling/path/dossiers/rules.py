"""Permission rules of dossiers, and the files that they hold."""

from django.db.models import Q

from labelling.parties.accreditation.rules import auditor_of, is_auditor
from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor
from labelling.path.dossiers.models import LabelDossier
from portal import documents
from portal.access import rule
from portal.core import clock, working_days

documents.register_holder(LabelDossier)
# States of a mission that nobody has accepted.
NOT_LED = ("to_assign", "proposed", "declined", "cancelled")


@rule("une personne qui a audité ou conseillé l’organisme")
def involved(user, dossier):
    """BR-21: they audited it, led its appui-conseil, or they (or their firm) worked for it, within D19."""
    since = working_days.add_months(clock.today(), -dossier.rules.look_back_months)
    told = Q(office_ties__person=user) & _is_recent("office_ties__ended_on", since)
    led = Q(support_requests__adviser=user, support_requests__state__in=("accepted", "done"))
    led &= _is_recent("support_requests__done_on", since)
    if Organism.objects.filter(told | led, pk=dossier.organism_id).exists():
        return True
    auditor = auditor_of(user)
    if auditor is None:
        return False
    ties = auditor.ties.filter(organism=dossier.organism_id)
    if ties.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=since)).exists():
        return True
    missions = auditor.missions.filter(dossier__organism=dossier.organism_id)
    missions = missions.exclude(state__in=NOT_LED)
    return missions.filter(_is_recent("finished_on", since)).exists()


@rule("l’auditeur de la mission")
def auditing(user, dossier):
    """Of its latest mission, once they have accepted it: what a dossier under audit waits for is theirs to do."""
    if not is_auditor(user):
        return False
    asked = [one for one in dossier.missions.all() if one.state != "cancelled"]
    latest = max(asked, key=lambda mission: mission.pk, default=None)
    return bool(latest and latest.state not in NOT_LED and latest.auditor.user_id == user.pk)


def _is_recent(end, since):
    return Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": since})


impartial_instructor = instructor - involved
