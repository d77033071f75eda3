"""Calendar dates of licences: uses of the mark to remove, observations on a revocation."""

from django.urls import reverse

from labelling.parties.organisms.rules import OFFICE, chair, instructor, memberships, why
from labelling.title.licences.models import TO_REMOVE, BrandLicence
from portal import calendar
from portal.models import Role

SHAPE = {"words": ("reference", "organism__name"), "owner": "organism"}
BRAND = "parce que vous veillez sur la marque"


def _mine(user, rows, *, with_chair=False):
    if instructor(user, None) or user.has_role(Role.DIRCOM):
        return rows
    if with_chair and chair(user, None):
        return rows
    mine = memberships(user)
    return rows.filter(organism__in=list(mine)) if mine else None


def _moment(user, row, code, said):
    other = BRAND if user.has_role(Role.DIRCOM) else OFFICE
    return calendar.Moment(
        f"{code}.{row.w1}",
        f"{row.w2}\u00a0: {said}",
        "echeance",
        why(user, row.owner, other),
        day=row.day,
        url=reverse("labelling:licence_detail", args=[row.w1]),
        detail=row.w1,
        sober=f"Licence {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


def _removal(user, row):
    return _moment(user, row, "licence-retrait", "marque à retirer")


def _hearing(user, row):
    return _moment(user, row, "licence-observations", "observations sur la révocation")


@calendar.dates("licence.removal", tell=_removal, **SHAPE)
def removals(user):
    rows = BrandLicence.objects.visible_to(user)
    return _mine(user, rows.filter(state__in=TO_REMOVE, removal_confirmed_on=None))


@calendar.dates("licence.hearing", tell=_hearing, day="hearing_until_on", **SHAPE)
def hearings(user):
    rows = BrandLicence.objects.visible_to(user).exclude(grievance="")
    return _mine(user, rows, with_chair=True)
