"""Picture of an organism's public page: sent by its people, private while the directory does not show them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from portal import access, documents
from portal.documents import StoredFile
from portal.documents.pictures import SizedPicture

SHOWN = ("file_id", "alt", "rights", "focus")  # what is compared with what the form showed


class OrganismPicture(SizedPicture):
    """Its sizes alone are public; the file, as it was received, is read by who sees the organism."""

    organism = models.OneToOneField(Organism, models.CASCADE, related_name="picture")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="image")
    alt = models.CharField("ce que montre l’image", max_length=250)
    rights = models.CharField("qui autorise à la publier", max_length=120)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("organism")

    class Meta:
        verbose_name = "image d’un organisme"
        verbose_name_plural = "images des organismes"
        constraints = (
            models.CheckConstraint(
                name="organism_picture_described", condition=~Q(alt="") & ~Q(rights="")
            ),
        )

    def __str__(self):
        return self.alt

    @property
    def urls(self):
        """{size: its public address} of the sizes that are made."""
        addresses = {
            "card": ("vignette", "webp"),
            "card_avif": ("vignette", "avif"),
            "page": ("image", "webp"),
            "page_avif": ("image", "avif"),
        }
        return {
            name: reverse("labelling:organism_picture", args=[self.organism.slug, *address])
            for name, address in addresses.items()
            if getattr(self, f"{name}_id")
        }


documents.register_holder(Organism)


def picture_of(organism):
    """Its picture with the file that was received, or None."""
    return OrganismPicture.objects.filter(organism=organism).select_related("file").first()
