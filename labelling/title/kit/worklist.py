"""Tasks of the kit on a member's home: rights that end within a month, versions left as drafts."""

from datetime import timedelta

from labelling.title.kit.models import AssetVersion, BrandAsset
from labelling.title.kit.workflow import RIGHTS_NOTICE
from portal.core import clock
from portal.models import Role
from portal.web.worklist import DO, WATCH, Task, source

MOST = 20


def _rights(_user, asset):
    return Task(
        DO if asset.rights_ended else WATCH,
        f"Droits de « {asset} »",
        "Kit de communication",
        asset.get_absolute_url(),
        "vous" if asset.rights_ended else "la Dircom",
        asset.rights_expire_on,
        date_label="Dernier jour",
    )


@source(tell=_rights, most=MOST)
def rights_that_end(user):
    """For Dircom: thirty days before, and as long as the resource is offered after."""
    if not user.has_role(Role.DIRCOM):
        return None
    until = clock.today() + timedelta(days=RIGHTS_NOTICE)
    rows = BrandAsset.objects.visible_to(user).filter(state="offered", rights_expire_on__lte=until)
    return rows.order_by("rights_expire_on")


def _draft(_user, version):
    return Task(
        DO,
        f"Publier « {version.asset} », version {version.number}",
        "Kit de communication",
        version.get_absolute_url(),
        "vous",
    )


@source("asset", tell=_draft, most=MOST)
def drafts(user):
    """For the Dircom: versions prepared and not published."""
    if not user.has_role(Role.DIRCOM):
        return None
    return AssetVersion.objects.visible_to(user).filter(state="draft").order_by("created_at")
