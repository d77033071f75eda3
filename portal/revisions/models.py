"""Revision of a text: what somebody wrote, and when."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal import access
from portal.core import clock
from portal.revisions.texts import TEXTS
from portal.ui import words


class ByItsWriters(access.Through):
    """A revision is read by those who may write its text; office, auditors and committee read what was filed."""

    def condition(self, _model, user):
        found = [
            Q(code=text.code, thing_id__in=text.model._base_manager.filter(seen).values("pk"))
            for text in TEXTS.values()
            if (seen := text.condition(user)) is not access.NONE
        ]
        return reduce(or_, found) if found else access.NONE


class TextRevision(models.Model):
    """A text as it was saved; what is typed in one go by one person is one revision.

    `by` is nobody for what stood there before its revisions were kept.
    """

    code = models.CharField("texte", max_length=30)
    thing_id = models.BigIntegerField()
    part = models.CharField("partie", max_length=20, blank=True)
    text = models.TextField("texte", blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="par"
    )
    begun_at = models.DateTimeField("commencé le", default=clock.now)
    at = models.DateTimeField("le", default=clock.now)
    is_quiet = models.BooleanField("enregistré tout seul", default=False)
    longest = models.PositiveIntegerField("longueur atteinte", default=0)

    objects = access.QuerySet.as_manager()
    visibilities = (ByItsWriters("thing"),)

    class Meta:
        verbose_name = "version d’un texte"
        verbose_name_plural = "versions des textes"
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("code", "thing_id", "part", "-id"), name="revision_of_text"),
        )

    def __str__(self):
        return f"{TEXTS[self.code].title(self.part)}, {words.moment(self.at)}"

    @property
    def thing(self):
        """What the text is of."""
        return TEXTS[self.code].model._base_manager.get(pk=self.thing_id)
