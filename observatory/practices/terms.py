"""Taxonomy of a practice: closed lists, and themes and criteria of the framework in force."""

from django.db import models

from portal import access

PUBLISHED = ("published", "review_due")  # the states in which anybody may read a practice


class Maturity(models.TextChoices):
    TRIAL = "trial", "expérimentation"
    DEPLOYED = "deployed", "déployée"
    LASTING = "lasting", "pérenne"


class ActionType(models.TextChoices):
    TRANSVERSAL = "transversal", "transversale"
    LOCAL = "local", "locale"


class Budget(models.TextChoices):
    LT5K = "LT5K", "moins de 5\u00a0000\u00a0€"
    B5K_20K = "5K_20K", "5\u00a0000 à 20\u00a0000\u00a0€"
    B20K_50K = "20K_50K", "20\u00a0000 à 50\u00a0000\u00a0€"
    B50K_150K = "50K_150K", "50\u00a0000 à 150\u00a0000\u00a0€"
    GT150K = "GT150K", "plus de 150\u00a0000\u00a0€"


class Origin(models.TextChoices):
    SELF = "self", "proposée par l’organisme"
    AUDIT_STRENGTH = "audit_strength", "point fort relevé en audit"
    COMMITTEE = "committee", "signalée par le comité"
    REGIONAL_ASSOCIATION = "regional_association", "signalée par une association régionale"


class Reason(models.TextChoices):
    """Reasons to return a practice, the same words for everybody."""

    SOURCE = "source", "un chiffre n’a pas de source"
    PERSONAL = "personal", "une donnée personnelle paraît"
    TONE = "tone", "le ton est promotionnel"
    REPRODUCTION = "reproduction", "on ne sait pas comment refaire ailleurs"
    IMAGES = "images", "les droits d’une image manquent"
    UNCLEAR = "unclear", "un passage reste difficile à comprendre"
    TENANTS = "tenants", "la place des locataires n’est pas dite"
    KNOWN = "known", "la pratique est déjà décrite ailleurs"
    OTHER = "other", "un autre motif"


class Licence(models.TextChoices):
    """Terms of reuse; the value is shown on the practice."""

    CC_BY = "CC BY 4.0", "CC BY 4.0\u00a0: chacun reprend, en vous citant"
    CC_BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0\u00a0: reprendre en vous citant, et partager de même"
    OPEN = (
        "Licence Ouverte 2.0",
        "Licence Ouverte 2.0\u00a0: celle des données publiques, en vous citant",
    )
    READ = "Lecture seule", "Lecture seule\u00a0: reprendre un passage demande votre accord"


class Perimeter(models.TextChoices):
    ORGANISM = "organisme", "organisme"
    AGENCY = "agence", "agence"
    RESIDENCE = "résidence", "résidence"
    QPV = "QPV", "quartier prioritaire"


class Kind(models.TextChoices):
    THEME = "theme", "thème"
    CRITERION = "criterion", "critère"
    PERIMETER = "perimeter", "périmètre"
    AUDIENCE = "audience", "public"
    TAG = "tag", "mot-clé"


FIELDS = {
    "themes": Kind.THEME,
    "criteria": Kind.CRITERION,
    "perimeters": Kind.PERIMETER,
    "audience": Kind.AUDIENCE,
    "tags": Kind.TAG,
}


class PracticeTerm(models.Model):
    """A term of a practice, for searches; rows follow its own lists at each save."""

    practice = models.ForeignKey(
        "observatory.GoodPractice", models.CASCADE, related_name="terms", verbose_name="pratique"
    )
    kind = models.CharField("nature", max_length=10, choices=Kind)
    code = models.CharField("mot", max_length=80)

    objects = access.QuerySet.as_manager()
    visibilities = access.through("practice")

    class Meta:
        verbose_name = "mot d’une pratique"
        verbose_name_plural = "mots des pratiques"
        ordering = ("practice", "kind", "code")
        constraints = (
            models.UniqueConstraint(fields=("practice", "kind", "code"), name="practice_term_once"),
        )
        indexes = (models.Index(fields=("kind", "code"), name="practice_term"),)

    def __str__(self):
        return self.code

    @classmethod
    def follow(cls, practice):
        """Make rows equal to the practice's lists; two queries when nothing changed."""
        wanted = {
            (str(kind), code) for field, kind in FIELDS.items() for code in getattr(practice, field)
        }
        rows = cls.objects.filter(practice=practice)
        there = {(row.kind, row.code): row.pk for row in rows}
        if gone := [pk for key, pk in there.items() if key not in wanted]:
            rows.filter(pk__in=gone).delete()
        cls.objects.bulk_create(
            cls(practice=practice, kind=kind, code=code) for kind, code in wanted - there.keys()
        )
