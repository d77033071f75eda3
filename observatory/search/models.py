"""Models: search entry of a published practice, words of them all, synonyms of the trade."""

from django.db import models

from observatory.search.synonyms.models import SynonymGroup
from portal import access

__all__ = ("PracticeEntry", "SearchWord", "SynonymGroup")


class PracticeEntry(models.Model):
    """Stemmed words of a published practice; deleted when it is no longer public (G05).

    `content_hash` is of the whole document; `mark` is a number drawn from it, whose sum over the practices that are
    found tells whether a cluster has found the same, as they are now.
    """

    practice = models.OneToOneField(
        "observatory.GoodPractice",
        models.CASCADE,
        primary_key=True,
        related_name="search_entry",
        verbose_name="pratique",
    )
    content_hash = models.CharField("empreinte", max_length=40)
    mark = models.BigIntegerField("marque")
    published_on = models.DateField("publiée le")
    reuse_count = models.PositiveIntegerField("reprises")
    facets = models.JSONField("facettes")
    tokens = models.JSONField("racines par champ")

    objects = access.QuerySet.as_manager()
    visibilities = access.through("practice")

    class Meta:
        verbose_name = "entrée de l’observatoire"
        verbose_name_plural = "entrées de l’observatoire"
        ordering = ("practice",)

    def __str__(self):
        return self.content_hash


class SearchWord(models.Model):
    """A word as written in a practice: a possible correction if a published practice holds it."""

    word = models.CharField("mot sans accent", max_length=40, unique=True)
    shown = models.CharField("mot", max_length=60)
    sound = models.CharField("comme il se prononce", max_length=40, db_index=True)

    objects = access.QuerySet.as_manager()
    visibilities = ()

    class Meta:
        verbose_name = "mot de l’observatoire"
        verbose_name_plural = "mots de l’observatoire"
        ordering = ("word",)

    def __str__(self):
        return self.shown
