"""The kit in the three lists: rights that end within a month, versions left as drafts."""

from datetime import timedelta

from labelling.kit.models import AssetVersion, BrandAsset
from labelling.kit.workflow import RIGHTS_NOTICE
from portal.core import clock
from portal.models import Role
from portal.web.worklist import DO, WATCH, Task, provider

MOST = 20


@provider
def rights_that_end(user):
    """For Dircom: thirty days before, and as long as the resource is offered after."""
    if not user.has_role(Role.DIRCOM):
        return []
    today = clock.today()
    rows = BrandAsset.objects.visible_to(user).filter(
        state="offered", rights_expire_on__lte=today + timedelta(days=RIGHTS_NOTICE)
    )
    return [
        Task(
            DO if asset.rights_ended else WATCH,
            f"Droits de « {asset} »",
            "Kit de communication",
            asset.get_absolute_url(),
            "Dircom",
            asset.rights_expire_on,
            date_label="Dernier jour",
        )
        for asset in rows.order_by("rights_expire_on")[:MOST]
    ]


@provider
def drafts(user):
    """For Dircom: what was prepared and is not published."""
    if not user.has_role(Role.DIRCOM):
        return []
    rows = AssetVersion.objects.visible_to(user).filter(state="draft").select_related("asset")
    return [
        Task(
            DO,
            f"Publier « {version.asset} », version {version.number}",
            "Kit de communication",
            version.get_absolute_url(),
            "Dircom",
        )
        for version in rows.order_by("created_at")[:MOST]
    ]
