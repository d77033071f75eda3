"""Role groups: the stored roles as Django groups, and which of them enter the CMS."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType

from portal.access import affiliations
from portal.access.models import Role

CMS_ROLES = (Role.REFERENT, Role.DEPUTY, Role.DIRCOM)  # nobody else enters /cms/


def sync_roles(**_):
    """Idempotent; run after each migrate, so that no installation lacks a role."""
    content_type, _made = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    enter, _made = Permission.objects.get_or_create(
        content_type=content_type,
        codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        if role in CMS_ROLES:
            group.permissions.add(enter)


def give_role(user, role):
    user.groups.add(Group.objects.get(name=Role(role).value))
    affiliations.forget(user)


def take_role(user, role):
    user.groups.remove(Group.objects.get(name=Role(role).value))
    affiliations.forget(user)
