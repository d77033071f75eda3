"""Types of dossiers (initial, verification, renewal…)."""

from django.db import models


class DossierType(models.TextChoices):
    INITIAL = "initial", "Premier label"
    VERIFICATION = "verification", "Maintien du label"
    RENEWAL = "renewal", "Renouvellement"
    MENTION = "mention", "Mention spéciale"
    EXTENSION = "extension", "Extension de périmètre"
