"""Context of the pages of the follow-up: an organism's, the log of contacts."""

from django.db.models import F, Q
from django.http import Http404

from labelling.parties.organisms.models import Organism
from labelling.steering.follow_up.forms import ListForm
from labelling.steering.follow_up.models import Exchange, OfficeNote, Relance
from labelling.steering.follow_up.rules import office, sender
from portal.access import sees
from portal.core import clock
from portal.web.pagination import Paginator

A_PAGE = 20
PINNED_FIRST = (F("pinned_at").desc(nulls_last=True), "-recorded_at", "-pk")
LATEST = (F("on").desc(nulls_last=True), F("at").desc(nulls_last=True), "-pk")


def organism_of(user, slug):
    """The organism whose follow-up is read: by all of the office, the secretariat too, which sees no page of it."""
    organism = Organism.objects.filter(slug=slug).first() if office(user, None) else None
    if organism is None:
        raise Http404
    return organism


def list_notes(**here):
    """Those of an organism or of a dossier, the pinned ones first."""
    rows = OfficeNote.objects.current().filter(**here)
    rows = rows.select_related("by", "dossier", "organism").prefetch_related("mentions__person")
    return rows.order_by(*PINNED_FIRST)


def list_exchanges(**here):
    return with_people(Exchange.objects.current().filter(**here)).order_by(*LATEST)


def with_people(rows):
    return rows.select_related(
        "by", "person", "charge", "done_by", "dossier", "organism", "relance"
    )


def follow_up(organism, user, query):
    """Everything that the office keeps of an organism."""
    return {
        "organism": organism,
        "notes": [
            told_note(one, one.mentions.all(), user) for one in list_notes(organism=organism)
        ],
        "page": Paginator(list_exchanges(organism=organism), A_PAGE).get_page(query.get("page")),
        "waiting": waiting_for(organism),
        "may_send": sender(user, organism) and organism.is_active,
        "opens": sees(user, organism),
        "user": user,
    }


def told_note(note, mentions, user):
    """A note, whom it names, and what this person may do with it."""
    is_to_read = any(one.person_id == user.pk and one.read_at is None for one in mentions)
    return {
        "note": note,
        "mentions": mentions,
        "is_mine": note.by_id == user.pk,
        "is_to_read": is_to_read,
    }


def current_notes():
    return OfficeNote.objects.current().select_related("organism").prefetch_related("mentions")


def current_exchanges():
    return with_people(Exchange.objects.current())


def waiting_for(organism):
    rows = Relance.objects.waiting().filter(organism=organism)
    return rows.select_related("by").first()


def filter_form(_user, query):
    return ListForm(query)


def read_list(user, query, form=None):
    """The exchanges of all organisms, the latest first; a 404 to who is not of the office."""
    if not office(user, None):
        raise Http404
    form = form or filter_form(user, query)
    form.is_valid()
    asked = form.cleaned_data
    rows = Exchange.objects.visible_to(user).current()
    if asked.get("moyen"):
        rows = rows.filter(kind=asked["moyen"])
    rows = rows.filter(FOLLOWED[asked["suite"]]()) if asked.get("suite") else rows
    return with_people(form.hear(rows)).order_by(*LATEST)


def log(user, query):
    """(form, page) of the list of exchanges."""
    form = filter_form(user, query)
    page = Paginator(read_list(user, query, form), A_PAGE).get_page(query.get("page"))
    return form, page


FOLLOWED = {
    "a-faire": lambda: Q(next_on__isnull=False, done_at=None),
    "en-retard": lambda: Q(next_on__lt=clock.today(), done_at=None),
    "faite": lambda: Q(done_at__isnull=False),
}
