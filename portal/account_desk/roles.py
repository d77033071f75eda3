"""Holders of the stored roles: who has each today, given and taken; the last one of the two offices, who stays."""

from django.contrib.auth.models import Group
from django.db.models import Q

from portal.access.models import Role, User
from portal.access.offices import OFFICES
from portal.access.roles import give_role, take_role
from portal.account_desk.models import AccountChange
from portal.workflow import facts
from portal.workflow.facts import ModelFacts, register_told

Held = User.groups.through  # its rows are who holds which role
ROLES = Q(group__name__in=Role.values)
register_told(ModelFacts(Held, ("user_id", "group__name"), (), only=ROLES))


def holders(role):
    """People with an open account who have this role."""
    return User.objects.filter(groups__name=role, is_active=True)


def by_role():
    """{role: [people]} of all the roles, those that nobody holds included."""
    found = {role.value: [] for role in Role}
    people = User.objects.filter(groups__name__in=found, is_active=True).distinct()
    for person in people.order_by("last_name__french", "pk").prefetch_related("groups"):
        for group in person.groups.all():
            found.get(group.name, []).append(person)
    return {Role(name): held for name, held in found.items()}


def is_last(person, role):
    """Whether nobody else holds this office for good: without one of the two, nobody gives a role any more."""
    leaving = AccountChange.objects.filter(state=AccountChange.State.SCHEDULED, role=role)
    others = holders(role).exclude(pk=person.pk).exclude(pk__in=leaving.values("person"))
    return role in OFFICES and not others.exists()


def other_office(person, role):
    """The office of this person that cannot go with `role`, or None: each confirms what the other proposes."""
    if role not in OFFICES:
        return None
    held = set(person.groups.values_list("name", flat=True))
    return next((one for one in OFFICES if one in held and one != role), None)


def give(person, *roles):
    """What the line of the act says of it (`told_facts`)."""
    for role in roles:
        give_role(person, role)
    return facts.rows(made=_held(person, roles))


def take(person, roles):
    """What the line of the act says of it (`told_facts`)."""
    held = list(_held(person, roles))
    for role in roles:
        take_role(person, role)
    return facts.rows(gone=held)


def _held(person, roles):
    return Held.objects.filter(user=person, group__name__in=roles).select_related("group")


def lock_roles():
    """Two people who give or take roles at once do so one after the other: the groups are the lock.

    Without their keys: an invitation that is accepted meanwhile gives its role without waiting.
    """
    roles = Group.objects.filter(name__in=Role.values)
    list(roles.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def lock_person(person):
    """The person as they stand, so that two roles which do not go together are not given at once."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)
