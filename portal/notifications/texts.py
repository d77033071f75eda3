"""Custom text model: the versions that replace a shipped mail text."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from portal import access
from portal.core import clock

ONE_LINE = RegexValidator(r"\A[^\r\n]*\Z", "L’objet tient sur une ligne.")


class TextVersion(models.Model):
    """The text of one type of mail since an instant; `is_shipped` goes back to the shipped text.

    The last one of a type is in force. None is ever changed: a mail keeps the version it had.
    """

    notice = models.CharField("type", max_length=60)
    number = models.PositiveSmallIntegerField("version")
    subject = models.CharField("objet", max_length=200, blank=True, validators=[ONE_LINE])
    body = models.TextField("texte", max_length=5000, blank=True)
    is_shipped = models.BooleanField("texte d’origine", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("le", default=clock.now)

    objects = access.QuerySet.as_manager()
    visibilities = (
        access.Visibility(
            "le référent label", "parce qu’il écrit les textes", role="label_referent"
        ),
        access.Visibility(
            "le suppléant du référent", "parce qu’il le remplace", role="label_deputy"
        ),
    )

    class Meta:
        verbose_name = "texte de courriel"
        verbose_name_plural = "textes de courriels"
        ordering = ("notice", "-number")
        constraints = (
            models.UniqueConstraint(fields=("notice", "number"), name="text_version_once"),
            models.CheckConstraint(
                condition=Q(is_shipped=True, subject="", body="")
                | Q(is_shipped=False) & ~Q(subject="") & ~Q(body=""),
                name="text_version_whole",
            ),
            models.CheckConstraint(
                condition=~Q(subject__contains="\n") & ~Q(subject__contains="\r"),
                name="text_version_one_line",
            ),
        )

    def __str__(self):
        return f"{self.notice}, version {self.number}"


def in_force(key):
    """The référent's text of a type, or None: the shipped one."""
    last = TextVersion.objects.filter(notice=key).order_by("-number").first()
    return None if last is None or last.is_shipped else last
