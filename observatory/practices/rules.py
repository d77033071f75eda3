"""Permission rules of practices."""

from django.db.models import Q

from labelling.public import instructor, member, memberships
from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED, Origin
from portal import documents
from portal.access import role, rule
from portal.models import Role, User

NOBODY = Q(pk__in=())
READERS = (Role.REFERENT, Role.DEPUTY, Role.DIRCOM)
dircom = role(Role.DIRCOM, "la Dircom")
contributor = member  # whoever acts for the organism whose practice it is


def by_holder(user):
    """Files of a practice by their own address: its organism and the office; the Dircom, less what is reserved.

    Everybody reads what is published by the addresses of the published sheet, and no other.
    """
    if instructor(user, None):
        return Q()
    own = GoodPractice.objects.filter(organism__in=memberships(user))
    seen = Q(holder_id__in=own.values("pk")) if user.is_authenticated else NOBODY
    return seen | Q(confidentiality="public") if dircom(user, None) else seen


documents.register_holder(GoodPractice, narrowed=by_holder)


@rule("la personne qui a proposé la fiche")
def proposer(user, practice):
    """Also who wrote it for a regional association."""
    if practice.proposed_by_id == user.pk:
        return True
    if practice.origin != Origin.REGIONAL_ASSOCIATION or not hasattr(practice, "invitation"):
        return False
    return practice.invitation.invited_by_id == user.pk


moderator = instructor - (contributor | proposer)  # BR-84: nobody validates their own record
publisher = (instructor | dircom) - (contributor | proposer)
keeper = contributor | instructor  # who may withdraw it at once


def another_reader(practice):
    """Whether somebody else could review it a second time."""
    rows = User.objects.filter(groups__name__in=READERS, is_active=True)
    own = Q(memberships__organism=practice.organism_id, memberships__is_active=True)
    away = {practice.validated_by_id, practice.proposed_by_id} - {None}
    return rows.exclude(own).exclude(pk__in=away).exists()


@rule("une seconde personne, du label ou de la Dircom")
def second_reader(user, practice):
    """Two reviewers: who validated does not publish, unless nobody else can."""
    if not publisher(user, practice):
        return False
    return practice.validated_by_id != user.pk or not another_reader(practice)


@rule("une seconde personne, du label ou de la Dircom")
def publishes_sheet(user, practice):
    return not practice.is_edition and second_reader(user, practice)


@rule("une seconde personne, du label ou de la Dircom")
def publishes_edition(user, practice):
    return practice.is_edition and second_reader(user, practice)


@rule("le référent label, ou l’organisme à la relecture")
def archiver(user, practice):
    """The office at any time; the organism when asked whether it is still true."""
    return instructor(user, practice) or (practice.is_to_confirm and contributor(user, practice))


@rule("l’organisme")
def reviser(user, practice):
    return practice.state in PUBLISHED and contributor(user, practice)
