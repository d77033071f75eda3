"""Model: term of the members' search index, and the thing that holds it."""

from django.db import models

from portal import access
from portal.search.parsing import TERM


class SearchTerm(models.Model):
    """A root or a reference that something holds. What is found is then read where it lives, by `visible_to`."""

    kind = models.CharField("nature", max_length=20)
    key = models.BigIntegerField("numéro")
    term = models.CharField("racine ou référence", max_length=TERM)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "mot cherché par les membres"
        verbose_name_plural = "mots cherchés par les membres"
        constraints = (
            models.UniqueConstraint(fields=("term", "kind", "key"), name="search_term_once"),
        )
        indexes = (models.Index(fields=("kind", "key"), name="search_term_of_thing"),)

    def __str__(self):
        return self.term
