"""CMS permissions: the whole site for the Dircom, page review for the office."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.frame.models import AlertBanner, SiteFrame
from home.pages.news import NewsTopic
from portal.models import Role

TOPICS = ("add_newstopic", "change_newstopic", "delete_newstopic")
FRAME = ("add_siteframe", "change_siteframe", "publish_siteframe")
BANNERS = tuple(f"{act}_alertbanner" for act in ("add", "change", "delete", "publish"))
PAGES = ("add_page", "change_page", "publish_page")
READS = ("lock_page", "unlock_page")
READERS = (Role.REFERENT, Role.DEPUTY)
FILES = ("add", "change", "choose")
REDIRECTS = ("add_redirect", "change_redirect", "delete_redirect", "view_redirect")


def open_to_editors(home):
    """Idempotent; called once the home page exists, since page permissions refer to one."""
    group, _made = Group.objects.get_or_create(name=Role.DIRCOM.value)
    readers = [Group.objects.get_or_create(name=role.value)[0] for role in READERS]
    for who, names in ((group, PAGES), *((reader, READS) for reader in readers)):
        for permission in _permissions(Page, names):
            GroupPagePermission.objects.get_or_create(group=who, page=home, permission=permission)
    group.permissions.add(*_permissions(Redirect, REDIRECTS))
    group.permissions.add(*_permissions(NewsTopic, TOPICS))
    group.permissions.add(*_permissions(SiteFrame, FRAME))
    group.permissions.add(*_permissions(AlertBanner, BANNERS))
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for model in (Image, Document):  # rights are kept on Wagtail's own models, not on ours
        names = [f"{act}_{model._meta.model_name}" for act in FILES]
        for permission in _permissions(model, names):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


def _permissions(model, names):
    """Created here when a database has been migrated without its permissions."""
    kind = ContentType.objects.get_for_model(model)
    return [
        Permission.objects.get_or_create(
            content_type=kind, codename=name, defaults={"name": f"Can {name.replace('_', ' ')}"}
        )[0]
        for name in names
    ]
