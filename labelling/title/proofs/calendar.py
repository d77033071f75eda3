"""Calendar dates of proofs (bons à tirer): the day by which the Dircom answers (BR-82)."""

from django.urls import reverse

from labelling.parties.organisms.rules import OFFICE, instructor, memberships, why
from labelling.title.proofs.models import BrandProof
from portal import calendar
from portal.models import Role

BRAND = "parce que vous répondez aux bons à tirer"


def _moment(user, row):
    other = BRAND if user.has_role(Role.DIRCOM) else OFFICE
    return calendar.Moment(
        f"bon-a-tirer.{row.w1}",
        f"{row.w2}\u00a0: réponse au bon à tirer",
        "echeance",
        why(user, row.owner, other),
        day=row.day,
        url=reverse("labelling:proof_detail", args=[row.w1]),
        detail=f"{row.w1}, {row.w3}",
        sober=f"Bon à tirer {row.w1}",
        revised_at=row.changed_at,
        revision=row.version,
    )


@calendar.dates(
    "proof",
    tell=_moment,
    words=("reference", "licence__organism__name", "title"),
    owner="licence__organism",
)
def proofs(user):
    rows = BrandProof.objects.visible_to(user).filter(state=BrandProof.State.SUBMITTED)
    if instructor(user, None) or user.has_role(Role.DIRCOM):
        return rows
    mine = memberships(user)
    return rows.filter(licence__organism__in=list(mine)) if mine else None
