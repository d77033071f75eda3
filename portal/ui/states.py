"""States of a thing with their look: an icon and a tone beside the word, so never by colour alone."""

from django.db import models

TONES = ("quiet", "info", "strong", "ok", "warn", "danger")


class States(models.TextChoices):
    """Choices of a `state` field: `DRAFT = "draft", "pencil", "quiet", "Brouillon"`.

    The code, the icon (portal/ui/icons.py), the tone, and last the word (Django takes it as the label).
    """

    def __new__(cls, code, icon, tone):
        member = str.__new__(cls, code)
        member._value_ = code
        member.icon, member.tone = icon, tone
        return member
