"""Picture of a dated page (news, event): an image of the library, and its alternative text asked once."""

from django.db import models
from django.db.models import prefetch_related_objects
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from home.uploads.pictures import drawing
from portal.ui import structured_data

ALT = "texte de remplacement de l’image"
NO_ALT = "Décrivez l’image pour qui ne la voit pas."


class Pictured(models.Model):
    """Without one, its pages and cards show the cover that its name gives."""

    picture = models.ForeignKey(
        "home.PortalImage",
        models.SET_NULL,
        related_name="+",
        verbose_name="image",
        null=True,
        blank=True,
    )
    picture_alt = models.CharField(ALT, max_length=200, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    def picture_problems(self):
        """To be added to what `problems()` tells."""
        if self.picture_id and not self.picture_alt.strip():
            return [("picture_alt", NO_ALT)]
        return []

    def picture_address(self):
        """Whole address of the picture, as machines are told of it; "" where no size is ready."""
        if not self.picture:
            return ""
        prefetch_related_objects([self.picture], "renditions")  # read once for the whole page
        shown = drawing(self.picture)
        return structured_data.absolute(shown.src) if shown else ""


def picture_panel():
    return MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], "Image")


def with_pictures(rows):
    """What a list of cards reads of their pictures, in two queries whatever their number."""
    return rows.select_related("picture").prefetch_related("picture__renditions")
