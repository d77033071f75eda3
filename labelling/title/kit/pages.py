"""Context of the pages of the kit, in a constant number of queries."""

from django.db.models import Count, Prefetch, Q

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import memberships
from labelling.title.kit.models import RESERVED, AssetVersion, BrandAsset, Variant
from labelling.title.kit.rights import reason
from labelling.title.licences import rights
from labelling.title.licences.models import BrandLicence
from portal.core import clock

VERSIONS = Prefetch(
    "versions",
    AssetVersion.objects.filter(state="in_force").prefetch_related("files__stored"),
    to_attr="in_force",
)
TITLES = {
    Variant.ENGAGED: "Organisme engagé",
    Variant.LABELLED: "Organisme labellisé",
    Variant.MENTION: "Mention spéciale",
}


def offered():
    """Resources that have a version to take, with its formats; those of ended rights are left out."""
    today = clock.today()
    rows = BrandAsset.objects.filter(state="offered", versions__state="in_force")
    rows = rows.filter(Q(rights_expire_on=None) | Q(rights_expire_on__gte=today))
    return rows.prefetch_related(VERSIONS)


def card(asset):
    """A resource as the lists show it: the version in force and its formats."""
    version = asset.in_force[0]
    return {"asset": asset, "version": version, "files": list(version.files.all())}


def public(filters):
    """The public page: what anybody takes, and what a licence opens."""
    rows = offered()
    if filters.get("nature"):
        rows = rows.filter(kind=filters["nature"])
    if filters.get("public"):
        rows = rows.filter(audience=filters["public"])
    cards = [card(asset) for asset in rows]
    return {
        "free": [one for one in cards if not one["asset"].licence_required],
        "reserved": [one for one in cards if one["asset"].licence_required],
        "many": len(cards),
        "is_narrowed": bool(filters.get("nature") or filters.get("public")),
    }


def mine(user):
    """For each organism of a person, variant by variant, what opens today, until when, or why not."""
    organisms = list(Organism.objects.filter(pk__in=memberships(user)).order_by("name__french"))
    licences = BrandLicence.objects.filter(organism__in=organisms).select_related("label")
    held = {(right.organism_id, right.variant): right for right in rights.held(licences)}
    latest = {(one.organism_id, one.variant): one for one in licences.order_by("pk")}
    cards = [card(asset) for asset in offered().visible_to(user)]
    return {
        "organisms": [_groups_of(organism, held, latest, cards) for organism in organisms],
        "free": [one for one in cards if not one["asset"].licence_required],
    }


def _groups_of(organism, held, latest, cards):
    groups = []
    for variant in RESERVED:
        licence = latest.get((organism.pk, variant.value))
        if licence is None or licence.state == "refused":
            continue
        right = held.get((organism.pk, variant.value))
        if right is None and licence.state == "ended" and _is_outgrown(organism, variant, held):
            continue
        groups.append(
            {
                "title": TITLES[variant],
                "right": right,
                "licence": right.licence if right else licence,
                "why_not": "" if right else reason(licence),
                "cards": [c for c in cards if _is_for(c["asset"], variant)],
            }
        )
    return {"organism": organism, "groups": groups}


def _is_outgrown(organism, variant, held):
    """« Engagé » once the organism is labelled: nothing is missing, nobody needs a warning."""
    return variant == Variant.ENGAGED and (organism.pk, Variant.LABELLED.value) in held


def _is_for(asset, variant):
    return asset.licence_required and asset.variant == variant.value


def desk(filters):
    """Every resource with its version in force and how often it was taken."""
    rows = BrandAsset.objects.prefetch_related(VERSIONS)
    rows = rows.annotate(taken=Count("versions__downloads"))
    return rows.filter(**filters).order_by("order", "name__french", "pk")


def asset(thing, user):
    """The steward's page of a resource: versions, acts, and who took how much."""
    versions = thing.versions.annotate(taken=Count("downloads")).prefetch_related("files")
    taken = Organism.objects.filter(kit_downloads__version__asset=thing)
    taken = taken.annotate(taken=Count("kit_downloads")).order_by("-taken", "name__french")
    return {
        "asset": thing,
        "offers": thing.workflow.offers(thing, user),
        "versions": versions,
        "takers": taken[:20],
    }
