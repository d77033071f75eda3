"""Rules of retention: who reads the register, decides an erasure, prepares and approves the durations."""

from portal import access
from portal.absences.models import LABEL_OFFICE
from portal.access.models import Role, User

READERS = frozenset((Role.DPO, Role.REFERENT, Role.DEPUTY, Role.TECH))
decides = access.role(Role.DPO, "le délégué à la protection des données")


def reads(user):
    """Who answers for it; the référent, whose label it is; the technical administration, whose clock runs it."""
    return user.is_authenticated and not user.roles.isdisjoint(READERS)


preparer_of_one = (
    decides
    | access.role(Role.REFERENT, "le référent label")
    | access.role(Role.DEPUTY, "son suppléant")
)


def is_of_the_dpo(version):
    return version.prepared_as == Role.DPO


def preparing_roles(version):
    return (Role.DPO,) if is_of_the_dpo(version) else LABEL_OFFICE


def approving_role(version):
    """The other office: the data protection officer, or the référent for what that officer has prepared."""
    return Role.REFERENT if is_of_the_dpo(version) else Role.DPO


@access.rule(
    "celui des deux, délégué à la protection des données ou bureau du label, qui l’a préparée"
)
def preparer(user, version):
    return not user.roles.isdisjoint(preparing_roles(version))


@access.rule(
    "celui des deux, délégué à la protection des données ou référent label, qui n’a rien préparé"
)
def approver(user, version):
    """Nobody approves what they have prepared, nor what another office of theirs has."""
    if user.pk in (version.prepared_by_id, version.proposed_by_id) or preparer(user, version):
        return False
    return user.has_role(approving_role(version))


def approvers(version):
    """The people whom `approver` lets act."""
    apart = [key for key in (version.prepared_by_id, version.proposed_by_id) if key]
    people = _holders(approving_role(version)).exclude(pk__in=apart)
    both = User.objects.filter(groups__name__in=preparing_roles(version))
    return people.exclude(pk__in=both.values("pk"))


def preparers(version):
    return _holders(*preparing_roles(version))


def _holders(*roles):
    return User.objects.filter(groups__name__in=roles, is_active=True).distinct()
