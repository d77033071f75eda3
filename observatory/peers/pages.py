"""Page contexts of « D’une faiblesse à une pratique », for an organism's own members."""

from django.urls import reverse

from labelling.public import criteria_by_theme, own_organisms, own_strengths, own_weaknesses
from observatory.peers.matching import peers_for, practices_for
from observatory.peers.models import PeerOffer
from observatory.practices.models import GoodPractice

MOST = 12  # weak criteria of a page: the weakest first


def progress(user, asked=""):
    """`asked` is the slug of the organism when one acts for several."""
    mine = list(own_organisms(user))
    here = next((one for one in mine if one.slug == asked), mine[0])
    found = own_weaknesses(user, here)
    weaknesses = found[:MOST]
    practices, peers = practices_for(here, weaknesses), peers_for(here, weaknesses)
    return {
        "organism": here,
        "tabs": _tabs(mine, here),
        "more": len(found) - len(weaknesses),
        "rows": [
            row | {"practices": practices[row["code"]], "peer": peers.get(row["code"])}
            for row in weaknesses
        ],
    }


def known_address(user):
    """The service address that the organism gave last, with an offer or a published practice; "" if several differ."""
    mine, latest = own_organisms(user), {}
    offers = PeerOffer.objects.filter(organism__in=mine).order_by("-pk")
    practices = GoodPractice.objects.published().filter(organism__in=mine).exclude(contact_email="")
    for organism, address in (
        *offers.values_list("organism", "email"),
        *practices.order_by("-published_on", "-pk").values_list("organism", "contact_email"),
    ):
        latest.setdefault(organism, address)
    found = set(latest.values())
    return found.pop() if len(found) == 1 else ""


def _tabs(mine, here):
    base = reverse("observatory:progress")
    return [
        {"label": one.name, "url": f"{base}?organisme={one.slug}", "is_current": one == here}
        for one in mine
        if len(mine) > 1
    ]


def offers(user):
    """Offers of one's organisms, and criteria mastered by their own account without offer."""
    mine = list(own_organisms(user))
    told = PeerOffer.objects.filter(organism__in=mine).select_related("organism")
    rows = list(told.order_by("-state", "criterion"))
    titles = {c["code"]: c["title"] for theme in criteria_by_theme() for c in theme["criteria"]}
    held = {(row.organism_id, row.criterion) for row in rows if row.state == "open"}
    strong = [
        strength
        for organism in mine
        for strength in own_strengths(user, organism)
        if (organism.pk, strength["code"]) not in held
    ]
    return {
        "rows": [{"offer": row, "title": titles.get(row.criterion, "")} for row in rows],
        "strong": strong[:12],
    }
