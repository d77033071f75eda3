"""Tasks of hearings on a member's home: observations to present, to wait for, to bring before the committee."""

from django.db.models import Exists, OuterRef

from labelling.parties.framework.subjects import BEFORE_THE_COMMITTEE
from labelling.parties.organisms.rules import instructor, memberships
from labelling.title.hearings.models import Hearing
from labelling.title.labels.models import Label
from portal.ui import words
from portal.web.worklist import DO, WAIT, WATCH, Task, source

MOST = 20
S = Hearing.State


def _running(user):
    examined = Label.objects.filter(agenda_items__state__in=BEFORE_THE_COMMITTEE)
    rows = Hearing.objects.visible_to(user).running()
    return rows.annotate(is_listed=Exists(examined.filter(pk=OuterRef("label"))))


def _own(_user, one):
    title = "Phase contradictoire sur le label"
    if one.state == S.OPEN and not one.is_over:
        return Task(
            DO,
            title,
            f"{one.label.reference}, {one.get_measure_display().lower()}",
            one.get_absolute_url(),
            "vous",
            one.until_on,
            "Présenter nos observations",
            "Observations jusqu’au",
        )
    return Task(WAIT, title, _context(one), one.get_absolute_url(), one.hand)


@source("label__organism", tell=_own)
def of_organism(user):
    mine = memberships(user)
    return _running(user).filter(label__organism__in=mine) if mine else None


def _of_office(_user, one):
    what, url = f"Phase contradictoire {words.of(one.label.organism)}", one.get_absolute_url()
    if not one.is_over:
        until = "Observations jusqu’au"
        return Task(WATCH, what, _context(one), url, one.hand, one.until_on, date_label=until)
    if one.is_listed:
        return Task(WATCH, what, _context(one), url, one.hand)
    return Task(DO, what, _context(one), url, "vous", button="Lire")


def _context(one):
    return f"{one.label.reference}, {one.sentence[:1].lower()}{one.sentence[1:-1]}"


@source("label__organism", tell=_of_office, most=MOST)
def of_office(user):
    """Observations awaited, then read and brought before the committee, or the measure given up."""
    return _running(user).order_by("until_on", "pk") if instructor(user, None) else None
