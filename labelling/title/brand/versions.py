"""Published versions with a date of effect: free as a draft, then immutable (as BR-09 and BR-10)."""

from datetime import timedelta

from django.contrib.admin import display
from django.db import models
from django.db.models import Q

from labelling.parties.framework.versions import Immutable, valid_code
from portal import access
from portal.core import clock
from portal.ui import words
from portal.ui.states import States
from portal.workflow import Stateful

DRAFT, PUBLISHED, ABANDONED, RECALLED = "draft", "published", "abandoned", "recalled"
KEPT = (PUBLISHED, RECALLED)  # what people have read stays as they read it
LIFE = ("state", "version", "since_at", "due_on")  # all that a recall changes


class PublishedQuerySet(access.QuerySet):
    """Bulk changes obey as single ones do; `state` never changes in bulk."""

    def published(self):
        return self.filter(state=PUBLISHED)

    def in_force(self, day=None):
        """Published and begun on `day`, the latest first: the first of them is the one in force."""
        rows = self.published().filter(effective_from__lte=day or clock.today())
        return rows.order_by("-effective_from")

    def update(self, **values):
        if "state" in values or self.filter(state__in=KEPT).exists():
            raise Immutable(self.model)
        return super().update(**values)

    def delete(self):
        if self.filter(state__in=KEPT).exists():
            raise Immutable(self.model)
        return super().delete()

    update.alters_data = delete.alters_data = delete.queryset_only = True


class Published(Stateful):
    """A version that takes effect on a day and lasts until the next one does, unless recalled before.

    The end is derived from the next version's beginning: periods can neither meet nor leave a gap.
    """

    class State(States):
        DRAFT = DRAFT, "pencil", "quiet", "Brouillon"
        PUBLISHED = PUBLISHED, "tile-tick", "ok", "Publiée"
        ABANDONED = ABANDONED, "box", "quiet", "Abandonnée"
        RECALLED = RECALLED, "turn", "quiet", "Retirée avant son effet"

    code = models.CharField("code", max_length=40, unique=True, validators=[valid_code])
    title = models.CharField("titre", max_length=160)
    state = models.CharField(
        "état", max_length=10, choices=State, default=State.DRAFT, editable=False
    )
    effective_from = models.DateField("en vigueur du")
    source_note = models.CharField("origine", max_length=300, default=words.DEMONSTRATION)
    published_at = models.DateTimeField("publiée le", null=True, editable=False)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        ordering = ("-effective_from", "code")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="%(class)s_published_has_instant",
            ),
        )

    def __str__(self):
        return self.title

    def save(self, **options):
        """The stored row decides, not the one in memory: published, nothing but its recall is written."""
        kept = self._stored().filter(pk=self.pk, state__in=KEPT).first() if self.pk else None
        if kept and not self._recalls(kept):
            raise Immutable(type(self))
        super().save(**options)

    def _recalls(self, kept):
        names = [f.attname for f in self._meta.concrete_fields if f.name not in LIFE]
        same = all(getattr(self, name) == getattr(kept, name) for name in names)
        return same and (kept.state, self.state) == (PUBLISHED, RECALLED)

    def delete(self, **options):
        if self._stored().filter(pk=self.pk, state__in=KEPT).exists():
            raise Immutable(type(self))
        return super().delete(**options)

    @classmethod
    def _stored(cls):
        return models.QuerySet(cls)

    @property
    def siblings(self):
        """The published versions among which this one takes its place."""
        return self._stored().filter(state=PUBLISHED).exclude(pk=self.pk)

    def lock_siblings(self):
        """Whoever publishes another version at the same moment waits for the end of this transaction."""
        list(self.siblings.select_for_update().order_by("pk").values_list("pk"))

    @property
    def previous(self):
        """The published version that this one follows, or None."""
        rows = self.siblings.filter(effective_from__lt=self.effective_from)
        return rows.order_by("-effective_from").first()

    @property
    def effective_to(self):
        """The eve of the next version's first day; None while it is the last one."""
        rows = self.siblings.filter(effective_from__gt=self.effective_from)
        following = rows.order_by("effective_from").values_list("effective_from", flat=True).first()
        return following - timedelta(days=1) if following else None

    def holds(self, day):
        """Whether the version, published, is in force on `day`."""
        last = self.effective_to
        begun = self.is_published and self.effective_from <= day
        return begun and (last is None or day <= last)

    @property
    def is_published(self):
        return self.state == PUBLISHED

    @property
    def is_demonstration(self):
        return self.source_note.startswith(words.DEMONSTRATION)

    @property
    @display(description="origine")
    def shown_note(self):
        return words.provisional(self.source_note)

    @property
    def period(self):
        """« depuis le 1er janvier 2016 », « du 1er janvier 2016 au 31 décembre 2026 »."""
        return said_period(self, self.effective_to)


def said_period(version, last):
    """In words; `last` is the last day, None while it is not known."""
    start = words.day(version.effective_from)
    if version.state == RECALLED:
        return f"jamais, retirée avant le {start}"
    if not version.is_published:
        return f"prévu pour le {start}"
    if last:
        return f"du {start} au {words.day(last)}"
    has_begun = version.effective_from <= clock.today()
    return f"depuis le {start}" if has_begun else f"à partir du {start}"
