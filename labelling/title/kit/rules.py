"""Permission rules of the kit; its files have their own download view (BR-78)."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Q

from labelling.parties.organisms.rules import instructor, memberships
from labelling.title.kit.models import AssetVersion, BrandAsset
from labelling.title.licences.models import BrandLicence
from portal import documents
from portal.access import NONE, Visibility, register_visibilities, role
from portal.models import Role

steward = role(Role.DIRCOM, "Dircom") | instructor
LICENSED = Q(state="offered", licence_required=True)

# The general door of files would serve them without a licence and without a line in the register.
documents.register_holder(AssetVersion, narrowed=lambda _user: Q(pk__in=()))


def variants_known(user):
    """The variants for which an organism of the person has or had a licence. One query."""
    if not user.is_authenticated or not memberships(user):
        return frozenset()
    rows = BrandLicence.objects.filter(organism__in=memberships(user)).exclude(state="refused")
    return frozenset(rows.values_list("variant", flat=True))


@dataclass(frozen=True)
class LicenceVisibility(Visibility):
    """Who has or had the licence sees that the resource exists; what it opens is asked at each taking."""

    def condition(self, model, user):
        variants = variants_known(user)
        return LICENSED & Q(variant__in=variants) if variants else NONE

    def concerns(self, thing):
        return thing.licence_required and thing.state == "offered"

    def people(self, thing):
        rows = BrandLicence.objects.filter(variant=thing.variant).exclude(state="refused")
        return get_user_model().objects.filter(
            is_active=True,
            memberships__is_active=True,
            memberships__organism__in=rows.values("organism"),
        )


register_visibilities(
    BrandAsset,
    LicenceVisibility(
        "les organismes titulaires de l’autorisation",
        "parce que la ressource leur est réservée",
    ),
)
