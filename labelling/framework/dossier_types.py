"""Types of dossiers: what is asked for, and what the rules plan stages and pieces of."""

from django.db import models


class DossierType(models.TextChoices):
    INITIAL = "initial", "Premier label"
    VERIFICATION = "verification", "Maintien du label"
    RENEWAL = "renewal", "Renouvellement"
    MENTION = "mention", "Mention spéciale"
    EXTENSION = "extension", "Extension de périmètre"
