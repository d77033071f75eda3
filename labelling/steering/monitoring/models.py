"""Views of the table of the scheme that people keep: filters, order and columns under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role

SHARED = "parce qu’elle est partagée"
OFFICE = (Role.REFERENT, Role.DEPUTY, Role.SECRETARY)


class SavedView(models.Model):
    """No audit log: how somebody arranges a table. `query` is what `listing.Asked.text` gives."""

    reference = models.CharField("référence", max_length=20, unique=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="scheme_views", verbose_name="auteur"
    )
    name = models.CharField("nom", max_length=60)
    query = models.CharField("filtres, tri et colonnes", max_length=2_000, blank=True)
    is_shared = models.BooleanField(
        "partagée avec le référent, le suppléant et le secrétariat", default=False
    )
    is_default = models.BooleanField("ouverte en arrivant sur le suivi", default=False)
    made_at = models.DateTimeField("gardée le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("son auteur", "parce que c’est sa vue", path="owner"),
        *(
            Visibility(role.label, SHARED, role=role, when=lambda: Q(is_shared=True))
            for role in OFFICE
        ),
    )

    class Meta:
        verbose_name = "vue du suivi"
        verbose_name_plural = "vues du suivi"
        ordering = ("name__french", "pk")
        constraints = (
            models.UniqueConstraint("owner", Lower("name"), name="scheme_view_name_once"),
            models.UniqueConstraint(
                fields=("owner",), condition=Q(is_default=True), name="scheme_view_one_default"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="scheme_view_has_a_name"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("labelling:scheme_view", args=[self.reference])

    @property
    def table_url(self):
        """The table as the view gives it; `vue` tells which one it came from."""
        query = f"{self.query}&" if self.query else ""
        return f"{reverse('labelling:scheme_table')}?{query}vue={self.reference}"
