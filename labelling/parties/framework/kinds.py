"""Choices that the rules name: types of dossiers, evidence asked of tenants’ representatives."""

from django.db import models


class DossierType(models.TextChoices):
    INITIAL = "initial", "Premier label"
    VERIFICATION = "verification", "Maintien du label"
    RENEWAL = "renewal", "Renouvellement"
    MENTION = "mention", "Mention spéciale"
    EXTENSION = "extension", "Extension de périmètre"


class Involvement(models.TextChoices):
    """How tenants’ representatives were associated (BR-14)."""

    INFORMATION = "information", "Information"
    HEARING = "hearing", "Audition"
    CONCERTATION = "concertation", "Concertation"
    RESTITUTION = "restitution", "Restitution"


class TenantsStrength(models.TextChoices):
    """What the evidence of a stage must be at least (BR-14)."""

    ANY = "", "toute preuve"
    SILENCE = "silence", "le silence des représentants, consultés"
    OWN = "own", "la parole des représentants eux-mêmes"
