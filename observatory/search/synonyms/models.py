"""Model: group of expressions that mean the same in a search."""

from django.db import models
from django.urls import reverse

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role


class SynonymGroup(models.Model):
    """Synonyms; with a `heading`, typing it finds the expressions and not the reverse."""

    code = models.SlugField("code", max_length=60, unique=True)
    heading = models.CharField("mot tapé, s’il ne vaut que dans un sens", max_length=80, blank=True)
    expressions = models.JSONField("expressions", default=list)
    is_active = models.BooleanField("en service", default=True)
    changed_at = models.DateTimeField("modifié le", default=clock.now, editable=False)

    objects = access.QuerySet.as_manager()
    visibilities = (
        Visibility("le référent label", "parce qu’il règle la recherche", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta:
        verbose_name = "groupe de synonymes"
        verbose_name_plural = "groupes de synonymes"
        ordering = ("code",)

    def __str__(self):
        said = ", ".join(self.expressions)
        return f"{self.heading} → {said}" if self.heading else said

    def get_absolute_url(self):
        return reverse("observatory:synonym_group", args=[self.code])

    @property
    def name(self):
        """Short enough for a title."""
        return f"Synonymes de «\u00a0{self.heading or self.expressions[0]}\u00a0»"
