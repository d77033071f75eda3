"""Tasks of the follow-up on the home of the office: what follows an exchange, a note that mentions one, drafts."""

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.follow_up.models import Exchange, NoteMention, Relance
from labelling.steering.follow_up.rules import is_colleague, office, sender
from portal.absences.models import Absence
from portal.access.models import User
from portal.assignments.registry import ABSENT, GONE, PRESENT, Bearer, running
from portal.core import clock
from portal.web.worklist import DO, WAIT, Task, source


def with_follower(exchanges):
    """The same rows, each with `follower`, the text that `portal.assignments.registry.Bearer` reads."""
    return exchanges.alias(follower_id=_follower()).annotate(
        follower=Subquery(_follower_text().values("text")[:1])
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


def _follower_text():
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


MOST = 25


def _to_follow(user, row):
    """Theirs, and that of a colleague who is absent or has left; what a colleague follows waits for them."""
    bearer = Bearer.read(row.follower)
    is_theirs = bearer is None or bearer.person_id == user.pk or not bearer.is_acting
    said = row.next_step or f"Reprendre l’échange du {row.on:%d/%m/%Y}"
    told = "" if bearer is None or bearer.person_id == user.pk else f", {bearer.said}"
    return Task(
        DO if is_theirs else WAIT,
        said,
        f"{row.organism.name}{told}",
        reverse("labelling:exchange_settle", args=[row.reference]),
        "vous" if is_theirs else bearer.name,
        row.next_on,
        "Suivre" if is_theirs else "Ouvrir",
        "À suivre le",
    )


@source("organism", tell=_to_follow, most=MOST)
def to_follow(user):
    """From the day that was said, and until somebody has done it."""
    if not office(user, None):
        return None
    rows = Exchange.objects.current().filter(done_at=None, next_on__lte=clock.today())
    return with_follower(rows).order_by("next_on", "pk")


def _mentioned(_user, row):
    return Task(
        DO,
        f"{row.note.by} vous cite dans une note",
        row.note.organism.name,
        f"{reverse('labelling:follow_up', args=[row.note.organism.slug])}#{row.note.reference}",
        "vous",
        button="Lire",
        undated="à lire quand vous le pouvez",
    )


@source("note__organism", "note__by", tell=_mentioned, most=MOST)
def mentions(user):
    if not office(user, None):
        return None
    holds = Q(note__withdrawn_at=None, note__taken_back_on=None)
    return NoteMention.objects.filter(holds, person=user.pk, read_at=None).order_by("-pk")


def _draft(_user, row):
    return Task(
        DO,
        "Relire et confirmer une relance préparée",
        row.organism.name,
        row.batch_url,
        "vous",
        button="Relire",
        undated="rien n’est parti",
    )


@source("organism", tell=_draft, most=MOST)
def drafts(user):
    """The first of each batch that its author has not confirmed."""
    if not sender(user, None):
        return None
    rows = Relance.objects.filter(by=user.pk, confirmed_at=None, cancelled_at=None)
    firsts = rows.order_by().values("batch").annotate(first=Min("pk")).values("first")
    return Relance.objects.filter(pk__in=firsts).order_by("-pk")
