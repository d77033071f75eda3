"""Who follows up an exchange today: the bearer of its dossier or of another one of the organism, else who was named."""

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from labelling.dossiers.models import LabelDossier
from labelling.follow_up.rules import is_colleague
from portal.absences.models import Absence
from portal.access.people import User
from portal.assignments.assignable import ABSENT, GONE, PRESENT, running


def with_follower(exchanges):
    """The same rows, each with `follower`, the text that `portal.assignments.assignable.Bearer` reads."""
    return exchanges.alias(follower_id=_follower()).annotate(
        follower=Subquery(_told().values("text")[:1])
    )


def _follower():
    """Of the assignments that run, that of the exchange's own dossier, else the last one of its organism."""
    kind = LabelDossier._meta.label_lower
    own = running().filter(thing_type=kind, thing_id=OuterRef("dossier_id")).order_by()
    dossiers = LabelDossier.objects.open().filter(organism=OuterRef(OuterRef("organism_id")))
    some = running().filter(thing_type=kind, thing_id__in=dossiers.order_by().values("pk"))
    some = some.order_by("-taken_at", "-pk")
    return Coalesce(
        Subquery(own.values("person")[:1]),
        Subquery(some.values("person")[:1]),
        F("charge_id"),
        output_field=BigIntegerField(),
    )


def _told():
    """« 12 present Claire Roux »."""
    away = Absence.objects.in_force().filter(person=OuterRef("pk"))
    held = User.objects.filter(is_colleague(), pk=OuterRef("pk"))
    presence = Case(
        When(~Exists(held), then=Value(GONE)),
        When(Exists(away), then=Value(ABSENT)),
        default=Value(PRESENT),
        output_field=CharField(),
    )
    space = Value(" ")
    text = Concat(
        Cast("pk", CharField()),
        space,
        presence,
        space,
        "first_name",
        space,
        "last_name",
        output_field=CharField(),
    )
    return User.objects.filter(pk=OuterRef("follower_id")).order_by().annotate(text=text)
