"""Context of the pages of relances: what each organism would receive, a batch, one mail as it leaves."""

from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.steering.follow_up.models import Relance
from labelling.steering.follow_up.relances.actions import as_it_leaves
from labelling.steering.follow_up.relances.forms import MOST
from labelling.steering.follow_up.relances.mails import propose
from labelling.steering.follow_up.rules import sender
from portal.notifications.models import Message


def proposals(form, user):
    return [
        propose(one, by=user, functions=form.cleaned_data["functions"])
        for one in form.cleaned_data["organism"]
    ]


def first_proposals(slugs, user):
    """What the page says at first of the organisms of its address."""
    slugs = [one for one in slugs[:MOST] if "\0" not in one]
    rows = Organism.objects.visible_to(user).filter(slug__in=slugs).order_by("name__french")
    return [propose(one, by=user) for one in rows]


def dry_run(form, request):
    """Until « Préparer » is pressed: the same page, with these functions and this day."""
    if "prepare" in request.POST:
        return None
    return {"proposals": proposals(form, request.user)}


def with_people():
    return Relance.objects.select_related("organism", "dossier", "by").prefetch_related("people")


def batch(rows, user):
    kept = [one for one in rows if one.cancelled_at is None]
    return {
        "batch": rows[0].batch,
        "first": rows[0],
        "rows": [{"relance": one, "people": list(one.people.all())} for one in rows],
        "kept": kept,
        "unread": [one for one in kept if one.reviewed_at is None],
        "is_draft": all(one.confirmed_at is None for one in rows),
        "waiting": [one for one in kept if one.is_waiting],
        "letter": letter(kept[0]) if len(rows) == 1 and kept else None,
        "may_send": sender(user, None),
    }


def relance_page(relance, user):
    return {
        "organism": relance.organism,
        "relance": relance,
        "people": list(relance.people.all()),
        "letter": letter(relance),
        "messages_sent": _messages(relance),
        "back": relance.batch_url,
        "may_send": sender(user, relance),
    }


def letter(relance):
    """The mail word for word, as the first of its people receives it; the others receive the same."""
    person = next(iter(relance.people.all()), None)
    if person is None:
        return None
    subject, body = as_it_leaves(relance, person)
    return {"subject": subject, "body": body}


def _messages(relance):
    rows = Message.objects.filter(thing_type=relance._meta.label_lower, thing_id=relance.pk)
    return list(rows.select_related("person"))


def next_of(relance):
    """The page of the next one of its batch that is still to be read, else that of the batch."""
    rows = Relance.objects.filter(batch=relance.batch, cancelled_at=None, reviewed_at=None)
    found = rows.exclude(pk=relance.pk).order_by("pk").first()
    return reverse("labelling:relance_edit", args=[found.reference]) if found else relance.batch_url
