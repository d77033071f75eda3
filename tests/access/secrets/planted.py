"""Canaries in every text of what a stranger does not see, planted by walking the models that say who sees them."""

import datetime
from functools import partial
from string import ascii_lowercase

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, models, transaction
from django.db.models import Q, QuerySet

from home.models import EventPage
from labelling import public
from labelling.models import DisplayedPromise
from portal.core import clock
from tests.access.secrets import canaries

ALL, NONE = Q(), Q(pk__in=())
SHORTEST = 20  # below, a code: a canary does not fit
# Where a row is public, and some of its fields are not.
RESERVED_FIELDS = {
    EventPage: (~Q(audience=EventPage.Audience.PUBLIC), ("intro", "place", "search_description")),
}
# Rows that `visible_to` leaves to members, of which public pages tell something: those that they do not tell are left.
TOLD = {
    "labelling.AssetFile": lambda: Q(version__asset__state="offered"),
    "labelling.BrandAsset": lambda: Q(state="offered"),
    "home.SiteFrame": lambda: ALL,
    "labelling.LabelMention": lambda: ALL,
    "labelling.Organism": lambda: (
        Q(pk__in=[one["organism"].pk for one in public.directory_entries()])
        | Q(practices__state="published")
        | Q(absorption__isnull=False)
    ),
    "labelling.DisplayedPromise": lambda: Q(pk__in=DisplayedPromise.objects.public().values("pk")),
    "labelling.PublishedCommitment": lambda: Q(published_on__isnull=False, ended_on=None),
    "observatory.MonthlyPractice": lambda: Q(state="chosen"),
}


def seen_by_visibility():
    """Every model with a `visible_to`: a new one is among them."""
    return [one for one in apps.get_models() if hasattr(one._default_manager, "visible_to")]


def texts(model):
    """Names of the fields that somebody writes: no choice, no code, no file."""
    return [
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not isinstance(field, (models.SlugField, models.URLField, models.EmailField))
        and not field.choices
        and not field.unique
        and (field.max_length or SHORTEST) >= SHORTEST
    ]


def reserved(model):
    """Its rows that a stranger does not see, and that no public page tells."""
    seen = model._default_manager.visible_to(AnonymousUser()).values("pk")
    told = QuerySet(model).filter(TOLD.get(model._meta.label, lambda: NONE)()).values("pk")
    return QuerySet(model).exclude(pk__in=seen).exclude(pk__in=told)


def plant():
    """({canary: « app.Model.field »}, [models where nothing could be planted]).

    By an update, which fires nothing; in a row made for it where there is none, or none that the database lets change.
    """
    planted, bare = {}, []
    for model in seen_by_visibility():
        rows = reserved(model)
        if not (names := texts(model)):
            continue
        done = [name for name in names if _write(planted, rows, name)]
        if not done and not _make(planted, rows):
            bare.append(model._meta.label)
    for model, (which, names) in RESERVED_FIELDS.items():
        rows = QuerySet(model).filter(which)
        assert [name for name in names if not _write(planted, rows, name)] == []
    return planted, bare


def _write(planted, rows, name):
    """In all these rows, or in one where they must differ."""
    text = canaries.make(_letters(len(planted)))
    keys = list(rows.order_by().values_list("pk", flat=True))
    for some in (keys, keys[:1]):
        try:
            with transaction.atomic():
                done = QuerySet(rows.model).filter(pk__in=some).update(**{name: text})
        except DatabaseError:
            continue
        if done:
            planted[text] = f"{rows.model._meta.label}.{name}"
            return True
    return False


def _make(planted, rows):
    """A row with nothing but what it must have, and its canaries."""
    model, made = rows.model, {}
    facts = {f.attname: _some(f) for f in model._meta.local_concrete_fields if _is_asked(f)}
    for name in texts(model):
        made[name] = canaries.make(_letters(len(planted) + len(made)))
    try:
        with transaction.atomic():
            one = QuerySet(model).bulk_create([model(**facts | made)])[0]
            if is_seen := not rows.all().filter(pk=one.pk).exists():
                transaction.set_rollback(True)
    except (DatabaseError, ObjectDoesNotExist, TypeError, ValidationError, ValueError):
        return False
    if not is_seen:
        planted.update({text: f"{model._meta.label}.{name}" for name, text in made.items()})
    return not is_seen


def _is_asked(field):
    return not (field.null or field.has_default() or (field.primary_key and not field.is_relation))


def _some(field):
    """A value that this field takes: of a relation, a row of the world."""
    if field.is_relation:
        return QuerySet(field.related_model).values_list("pk", flat=True).last()
    if field.choices:
        return field.flatchoices[0][0]
    if field.unique:
        return canaries.make("q")[: field.max_length] if hasattr(field, "max_length") else 99_999
    kinds = {
        models.DateTimeField: clock.now,
        models.DateField: clock.today,
        models.TimeField: partial(datetime.time, 9),
        models.JSONField: dict,
        models.BinaryField: bytes,
        models.BooleanField: bool,
        models.IntegerField: lambda: 1,
        models.DecimalField: lambda: 1,
    }
    return next((make() for kind, make in kinds.items() if isinstance(field, kind)), "")


def _letters(number):
    rest, last = divmod(number, 26)
    return "x" + ascii_lowercase[rest // 26] + ascii_lowercase[rest % 26] + ascii_lowercase[last]
