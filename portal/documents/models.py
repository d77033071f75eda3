"""Stored files (evidence): immutable, versioned, visible with the thing that holds them."""

import hashlib
import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse

from portal import access
from portal.core import clock
from portal.documents.storage import private_storage, random_name

_reasons = {}


def register_void(kind, reason):
    """`reason(stored)` is the sentence told in place of a file of this kind, "" while it holds."""
    _reasons[kind] = reason


def void_reason(stored):
    """Why this file is not served any more, or ""; nothing is asked for kinds that never fall."""
    found = _reasons.get(stored.kind)
    return found(stored) if found else ""


MOVING = {"scan_state", "scanned_at", "erased_on"}  # the only fields that may change
FROM_STRANGER = "stranger"  # the kind of what somebody without an account has joined: no author
_holders = {}


class Confidentiality(models.TextChoices):
    PUBLIC = "public", "public"
    ORGANISM = "organism", "organisme et label"
    COMMITTEE = "committee", "comité"
    RESTRICTED = "restricted", "restreint"


class ScanState(models.TextChoices):
    PENDING = "pending", "en analyse"
    CLEAN = "clean", "sain"
    REFUSED = "refused", "refusé"
    NOT_SCANNED = "not_scanned", "non analysé"


class Scanned(models.Model):
    """A file that the antivirus judges: `portal.documents.scans` knows all models of this kind.

    Each says besides since when its file is there: `stored_at`.
    """

    scan_state = models.CharField(
        "analyse", max_length=11, choices=ScanState, default=ScanState.NOT_SCANNED, editable=False
    )
    scanned_at = models.DateTimeField("analysé le", null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_downloadable(self):
        """Fail closed: with an antivirus, only what it found clean."""
        if settings.ANTIVIRUS_URL:
            return self.scan_state == ScanState.CLEAN
        return self.scan_state != ScanState.REFUSED


class Frozen(Exception):
    """A stored file does not change (BR-16): a replacement is a new version."""


def register_holder(model, *, narrowed=None):
    """Files held by a `model` are visible to those who see their holder.

    `narrowed(user)`, if given, is a Q on StoredFile that takes some of them back
    (`lambda user: ~Q(confidentiality="committee")`).
    """
    _holders[model] = narrowed


def is_holder(thing):
    return type(thing) in _holders


class WithHolder(access.Through):
    """The visibility of what hangs from a thing of any registered kind."""

    def condition(self, model, user):
        parts = [self._held_by(holder, user) for holder in _holders]
        parts = [part for part in parts if part is not access.NONE]
        if not parts:
            return access.NONE
        return Q(*parts, _connector=Q.OR)

    def _held_by(self, holder, user):
        seen = access.visible_condition(holder, user)
        if seen is access.NONE:
            return seen
        condition = Q(holder_type=ContentType.objects.get_for_model(holder))
        if seen is not access.ALL:
            condition &= Q(holder_id__in=holder._base_manager.filter(seen).values("pk"))
        narrowed = _holders[holder]
        return condition & narrowed(user) if narrowed else condition


class StoredFileQuerySet(access.QuerySet):
    def of(self, holder):
        """The files of `holder`; the caller has got it by visible_to."""
        kind = ContentType.objects.get_for_model(holder)
        return self.filter(holder_type=kind, holder_id=holder.pk)

    def current(self):
        """Latest versions only."""
        return self.filter(replaced_by=None)

    def update(self, **fields):
        if not set(fields) <= MOVING:
            raise Frozen(f"Un fichier déposé ne change pas ({', '.join(fields)}).")
        return super().update(**fields)

    update.alters_data = True

    def delete(self):
        raise Frozen("Un fichier déposé ne s’efface pas.")

    delete.alters_data = True
    delete.queryset_only = True


class StoredFile(Scanned):
    """One version of one piece, as it was received; see `portal.documents.store` for the way in."""

    token = models.UUIDField("jeton", default=uuid.uuid4, unique=True, editable=False)
    file = models.FileField(
        "fichier", storage=private_storage, upload_to=random_name, max_length=100, editable=False
    )
    name = models.CharField("nom d’origine", max_length=255, editable=False)
    kind = models.CharField("nature", max_length=60, editable=False)
    content_type = models.CharField("format", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("taille en octets", editable=False)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="replaced_by",
        verbose_name="remplace",
    )
    effective_to = models.DateField("valable jusqu’au", null=True, editable=False)
    confidentiality = models.CharField(
        "confidentialité",
        max_length=10,
        choices=Confidentiality,
        default=Confidentiality.ORGANISM,
        editable=False,
    )
    stored_at = models.DateTimeField("déposé le", default=clock.now, editable=False)
    erased_on = models.DateField("contenu effacé le", null=True, editable=False)
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="stored_files",
        verbose_name="déposé par",
    )
    holder_type = models.ForeignKey(
        ContentType,
        models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name="type du porteur",
    )
    holder_id = models.PositiveBigIntegerField("porteur", editable=False)
    holder = GenericForeignKey("holder_type", "holder_id")

    objects = StoredFileQuerySet.as_manager()
    visibilities = (WithHolder("holder"),)

    class Meta:
        verbose_name = "fichier déposé"
        verbose_name_plural = "fichiers déposés"
        ordering = ("-stored_at", "-pk")
        indexes = (models.Index(fields=("holder_type", "holder_id"), name="file_holder"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(version=1, replaces=None) | Q(version__gt=1, replaces__isnull=False),
                name="file_version_chain",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
            models.CheckConstraint(
                condition=Q(stored_by__isnull=False) | Q(kind=FROM_STRANGER),
                name="file_has_its_author",
            ),
        )

    def __str__(self):
        return self.name

    def save(self, *args, update_fields=None, **options):
        """Written once (BR-16); after that only the scan and the end of what is kept may speak."""
        if not self._state.adding and (update_fields is None or not set(update_fields) <= MOVING):
            raise Frozen("Un fichier déposé ne change pas\u00a0: déposez une nouvelle version.")
        super().save(*args, update_fields=update_fields, **options)

    def get_absolute_url(self):
        return reverse("file", args=[self.token])

    def delete(self, *args, **options):
        raise Frozen("Un fichier déposé ne s’efface pas.")

    @property
    def is_current(self):
        return not hasattr(self, "replaced_by")

    @property
    def versions(self):
        """This version and all before it, latest first (each keeps its own content)."""
        chain, stored = [self], self
        while stored.replaces_id:
            stored = stored.replaces
            chain.append(stored)
        return chain

    def is_intact(self):
        """Is the content on disk still the one that was received? Reads it whole."""
        with self.file.storage.open(self.file.name) as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == self.sha256
