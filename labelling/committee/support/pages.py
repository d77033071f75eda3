"""Context of the pages of advisory support: the list, one request, those of an organism on its page."""

from django.db.models import Case, F, When

from labelling.committee.support.models import SupportRequest
from labelling.committee.support.rules import office, supported
from labelling.parties.organisms.panels import Panel
from labelling.parties.organisms.rules import member
from portal import access
from portal.ui import words
from portal.workflow import audit_log

PANEL, ON_A_PANEL = "labelling/support/panel.html", 3
S = SupportRequest.State


def requests(user):
    return SupportRequest.objects.visible_to(user).select_related("organism", "adviser")


def read_list(user, form):
    """Those that wait for an answer first, then the planned ones by day, then the latest."""
    rank = Case(When(state=S.REQUESTED, then=0), When(state=S.ACCEPTED, then=1), default=2)
    rows = requests(user)
    form.is_valid()
    if state := form.cleaned_data.get("etat"):
        rows = rows.filter(state=state)
    return form.hear(rows).order_by(rank, F("due_on").asc(nulls_last=True), "-requested_on", "-pk")


def asking(user):
    """May the person ask for a support today."""
    return {"may_ask": supported(user).exists()}


def detail(support, user):
    return {
        "support": support,
        "steps": steps(support),
        "offers": support.workflow.offers(support, user),
        "entries": audit_log.entries_of(support)[:30],
        "seen": access.who_sees(support),
        "is_office": office(user, None),
    }


def steps(support):
    """The three stages for the stepper; of what is declined or withdrawn, as far as it went."""
    days = (support.requested_on, support.planned_on, support.done_on)
    labels = ("Demandé", "Prévu", "Fait")
    reached = sum(1 for day in days if day) - 1
    return [
        {
            "label": label,
            "note": f"le {words.day(day, short=True)}" if day else "",
            "is_done": number < reached or support.is_done,
            "is_current": number == reached and not support.is_done,
        }
        for number, (label, day) in enumerate(zip(labels, days, strict=True))
    ]


def panel(user, organism, dossier=None):
    """On the page of an organism: for itself, its latest requests and where to ask; for the office, where they are."""
    if dossier:
        return None
    if not member(user, organism):
        return Panel(PANEL, {"organism": organism}) if office(user, organism) else None
    found = list(requests(user).filter(organism=organism)[:ON_A_PANEL])
    facts = {"organism": organism, "requests": found, "is_own": True}
    return Panel(PANEL, facts | {"may_ask": organism.is_active})
