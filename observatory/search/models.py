"""What is looked for: one row a published practice, the words of all of them, the synonyms of the trade."""

from django.db import models

from observatory.search.synonyms.models import SynonymGroup
from portal import access
from portal.core import clock

__all__ = ("PictureList", "PracticeEntry", "SearchWord", "ShelfPicture", "SynonymGroup")


class PracticeEntry(models.Model):
    """The analysed words of a published practice; gone with its publication (G05).

    `stamp` is of the whole document; `mark` is a number drawn from it, whose sum over the published
    practices tells a process that what it keeps is up to date.
    """

    practice = models.OneToOneField(
        "observatory.GoodPractice",
        models.CASCADE,
        primary_key=True,
        related_name="search_entry",
        verbose_name="pratique",
    )
    stamp = models.CharField("empreinte", max_length=40)
    mark = models.BigIntegerField("marque")
    published_on = models.DateField("publiée le")
    reuse_count = models.PositiveIntegerField("reprises")
    facets = models.JSONField("facettes")
    tokens = models.JSONField("racines par champ")

    objects = access.QuerySet.as_manager()
    sights = access.through("practice")

    class Meta:
        verbose_name = "entrée de l’observatoire"
        verbose_name_plural = "entrées de l’observatoire"
        ordering = ("practice",)
        indexes = (models.Index(fields=("mark", "practice"), name="practice_entry_mark"),)

    def __str__(self):
        return self.stamp


class SearchWord(models.Model):
    """A word as it is written in a practice; it mends a misspelt one if a published sheet holds it."""

    word = models.CharField("mot sans accent", max_length=40, unique=True)
    shown = models.CharField("mot", max_length=60)
    sound = models.CharField("comme il se prononce", max_length=40, db_index=True)

    objects = access.QuerySet.as_manager()
    sights = ()

    class Meta:
        verbose_name = "mot de l’observatoire"
        verbose_name_plural = "mots de l’observatoire"
        ordering = ("word",)

    def __str__(self):
        return self.shown


class ShelfPicture(models.Model):
    """The sets of the public sheets at an instant: numbers and marks, no word, nothing that decides.

    A process starts from it, then takes out what is no longer public and what has changed.
    """

    taken_at = models.DateTimeField("prise le", default=clock.now)
    practices = models.BinaryField("numéros des fiches, à leur place")
    marks = models.BinaryField("marques des fiches, à leur place")
    names = models.TextField("noms et longueurs des ensembles")
    sets = models.BinaryField("ensembles bout à bout")
    paired = models.JSONField("racines dont les suites sont listées, par champ", default=dict)

    objects = access.QuerySet.as_manager()
    sights = ()

    class Meta:
        verbose_name = "image de l’observatoire"
        verbose_name_plural = "images de l’observatoire"
        ordering = ("-pk",)

    def __str__(self):
        return str(self.taken_at)


class PictureList(models.Model):
    """The sheets that hold a common word in a field, or two in a row, at the instant of a picture."""

    picture = models.ForeignKey(
        ShelfPicture, models.CASCADE, related_name="lists", db_index=False, verbose_name="image"
    )
    name = models.CharField("champ et racines", max_length=120)
    sheets = models.BinaryField("fiches")

    objects = access.QuerySet.as_manager()
    sights = ()

    class Meta:
        verbose_name = "liste de l’image"
        verbose_name_plural = "listes de l’image"
        ordering = ("picture", "name")
        constraints = (
            models.UniqueConstraint(fields=("picture", "name"), name="picture_list_once"),
        )

    def __str__(self):
        return self.name
