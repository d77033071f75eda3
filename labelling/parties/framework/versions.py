"""Dated versions: drafts, then published for ever; periods follow each other without a hole."""

from datetime import timedelta
from functools import lru_cache

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from portal import access
from portal.access import Visibility
from portal.core import clock
from portal.models import Role
from portal.ui import words
from portal.workflow import Problem, Refused


def cached_once_published(read):
    """A `cached_property`, shared by all instances of the same published version.

    What it gives is shared, hence never to be changed.
    """

    def value(version):
        if not version.is_published:
            return read(version)
        return _part(read, version, version.published_at)

    value.__doc__ = read.__doc__
    return cached_property(value)


@lru_cache(maxsize=1024)
def _part(read, version, _published_at):
    """The day of publication tells a version from another that took its primary key, where none was kept."""
    return read(version)


valid_code = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9.-]*$", "Un code tient en lettres, chiffres, points et traits d’union."
)


class Status(models.TextChoices):
    DRAFT = "draft", "Brouillon"
    PUBLISHED = "published", "Publiée"


class Immutable(Refused):
    """BR-09: somebody tried to change what is published. Nothing was written."""

    def __init__(self, model):
        name = model._meta.verbose_name
        text = f"Une version publiée ne change plus ({name}). Préparez une nouvelle version."
        super().__init__(Problem("immutable", text))


def published(path):
    """The lookup that says « its version is published », from the end of `path`."""
    return {f"{path}__status" if path else "status": Status.PUBLISHED}


class GuardedQuerySet(access.QuerySet):
    """Bulk changes obey BR-09 as single ones do. Status and owner are never changed in bulk."""

    def update(self, **values):
        self._refuse_published()
        if any(name.removesuffix("_id") in self.model.settled for name in values):
            raise Immutable(self.model)
        return super().update(**values)

    def delete(self):
        self._refuse_published()
        return super().delete()

    def bulk_create(self, objs, *args, **options):
        if options.get("update_conflicts"):
            raise Immutable(self.model)
        objs = list(objs)
        self.model.refuse_published(objs)
        return super().bulk_create(objs, *args, **options)

    delete.alters_data = True
    delete.queryset_only = True

    def _refuse_published(self):
        if self.filter(**published(self.model.version_path)).exists():
            raise Immutable(self.model)


class Guarded(models.Model):
    """A version, or what belongs to one: free while it is a draft, immutable once published.

    `version_path` leads to the version ("" for itself); `settled` names the fields that no
    bulk change may touch. The stored row decides, not the one in memory.
    """

    version_path = ""
    settled = ("status",)
    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **options):
        self.refuse_published([self])
        super().save(**options)

    def delete(self, **options):
        self.refuse_published([self])
        return super().delete(**options)

    @classmethod
    def refuse_published(cls, things):
        """Raise Immutable if a stored row among `things`, or its owner, is published."""
        stored = models.QuerySet(cls).filter(pk__in=[thing.pk for thing in things if thing.pk])
        if stored.filter(**published(cls.version_path)).exists() or cls._arrives(things):
            raise Immutable(cls)

    @classmethod
    def _arrives(cls, things):
        """Whether one of `things` would enter a published version (or be born published)."""
        if not cls.version_path:
            return any(thing.status == Status.PUBLISHED for thing in things)
        first, _, rest = cls.version_path.partition("__")
        owner = cls._meta.get_field(first)
        keys = {getattr(thing, owner.attname) for thing in things}
        return models.QuerySet(owner.related_model).filter(pk__in=keys, **published(rest)).exists()


class VersionQuerySet(GuardedQuerySet):
    def published(self):
        return self.filter(status=Status.PUBLISHED)

    def in_force(self, on):
        """The published version whose period holds `on`: one row, or none before the first."""
        is_open = Q(effective_to__isnull=True) | Q(effective_to__gte=on)
        return self.published().filter(is_open, effective_from__lte=on)


class Version(Guarded):
    """A set of rules of the label's owner, in force over a period (both days included)."""

    code = models.CharField("code", max_length=40, unique=True, validators=[valid_code])
    title = models.CharField("titre", max_length=160)
    status = models.CharField(
        "état", max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    effective_from = models.DateField("en vigueur du")
    effective_to = models.DateField("au", null=True, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="successor",
        verbose_name="remplace",
    )
    source_note = models.CharField("origine", max_length=300, default=words.DEMONSTRATION)
    published_at = models.DateTimeField("publiée le", null=True, editable=False)

    objects = VersionQuerySet.as_manager()
    visibilities = (
        Visibility(
            "tout le monde",
            "parce que les règles publiées sont publiques",
            public=True,
            when=lambda: Q(status=Status.PUBLISHED),
        ),
        Visibility("le référent label", "parce qu’il prépare les versions", role=Role.REFERENT),
        Visibility("le suppléant du référent", "parce qu’il le remplace", role=Role.DEPUTY),
    )

    class Meta(Guarded.Meta):
        abstract = True
        ordering = ("-effective_from", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("status",),
                condition=Q(status="published", effective_to__isnull=True),
                name="%(class)s_one_open",
            ),
            models.UniqueConstraint(
                fields=("effective_from",),
                condition=Q(status="published"),
                name="%(class)s_one_start",
            ),
            models.CheckConstraint(
                condition=Q(effective_to__isnull=True)
                | Q(effective_to__gte=models.F("effective_from")),
                name="%(class)s_period_runs_forward",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False),
                name="%(class)s_published_has_instant",
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("labelling:framework_detail", args=[self.code])

    def holds(self, day):
        """Whether the version, published, is in force on `day`."""
        ends = self.effective_to is None or day <= self.effective_to
        return self.is_published and self.effective_from <= day and ends

    @property
    def is_published(self):
        return self.status == Status.PUBLISHED

    @property
    def is_demonstration(self):
        """Shown as such on every page: the label owner's own text is not public."""
        return self.source_note.startswith(words.DEMONSTRATION)

    @property
    def origin(self):
        """The note under a title that already says « Version de démonstration », or what stands for it."""
        return self.source_note.removeprefix(words.DEMONSTRATION).lstrip(". ") or self.source_note

    @property
    def period(self):
        """« depuis le 1er janvier 2016 », « du 1er janvier 2016 au 31 décembre 2026 »."""
        start = words.day(self.effective_from)
        if self.effective_to is None:
            has_begun = self.effective_from <= clock.today()
            return f"depuis le {start}" if has_begun else f"à partir du {start}"
        return f"du {start} au {words.day(self.effective_to)}"

    def missing(self):
        """What forbids publishing: sentences. Each kind of rules says its own."""
        return self.lacking([])

    @staticmethod
    def lacking(_rows):
        """The same, of a version whose rows are not stored yet."""
        return []

    @classmethod
    def lock_all(cls):
        """Whoever publishes one of this kind at the same moment waits for the end of this transaction."""
        list(models.QuerySet(cls).select_for_update().order_by("pk").values_list("pk"))

    @transaction.atomic
    def publish(self):
        """Put the version in force and close the period of the one before (BR-10). No way back."""
        kind = type(self)
        kind.lock_all()  # then read: who has waited sees what the other published
        stored = {row.pk: row for row in models.QuerySet(kind).order_by("pk")}
        mine = stored[self.pk]
        if mine.is_published:
            raise Immutable(kind)
        if missing := mine.missing():
            raise Refused(*(Problem("incomplete", text) for text in missing))
        current = next(
            (row for row in stored.values() if row.is_published and not row.effective_to), None
        )
        if current:
            mine._follow(current)
        mine.status, mine.supersedes, mine.published_at = Status.PUBLISHED, current, clock.now()
        models.Model.save(mine, update_fields=("status", "supersedes", "published_at"))
        self.refresh_from_db()

    def _follow(self, current):
        """Close `current` on the day before; it must have lasted one day at least."""
        if self.effective_from <= current.effective_from:
            raise Refused(
                Problem(
                    "overlap",
                    f"Cette version prendrait effet le {words.day(self.effective_from)}, mais "
                    f"« {current} » est en vigueur {current.period}. Choisissez une date plus tardive.",
                )
            )
        last_day = self.effective_from - timedelta(days=1)
        models.QuerySet(type(self)).filter(pk=current.pk).update(effective_to=last_day)
