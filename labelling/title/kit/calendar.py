"""Calendar dates of the kit: the last day of the rights of a resource, for the Dircom."""

from labelling.title.kit.models import BrandAsset
from portal import calendar
from portal.models import Role

WHY = "parce que vous tenez le kit de communication"


def _moment(user, row):
    return calendar.Moment(
        f"kit-droits.{row.w2}",
        f"Fin des droits\u00a0: {row.w1}",
        "echeance",
        WHY,
        day=row.day,
        url=BrandAsset(pk=row.pk, slug=row.w2).get_absolute_url(),
        detail="Kit de communication",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates("kit", tell=_moment, day="rights_expire_on", words=("name", "slug"))
def rights(user):
    if not user.has_role(Role.DIRCOM):
        return None
    return BrandAsset.objects.visible_to(user).filter(state="offered")
