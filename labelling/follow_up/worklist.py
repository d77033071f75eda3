"""Tasks of the follow-up on the home of the office: what follows an exchange, a note that mentions one, drafts."""

from django.db.models import Min, Q
from django.urls import reverse

from labelling.follow_up.bearing import with_follower
from labelling.follow_up.models import Exchange, NoteMention, Relance
from labelling.follow_up.rules import office, sender
from portal.assignments.assignable import Bearer
from portal.core import clock
from portal.web.worklist import DO, WAIT, Task, source

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
