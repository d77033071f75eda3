"""Tasks of hearings on a member's home: observations to present, to wait for, to bring before the committee."""

from django.db.models import Exists, OuterRef

from labelling.hearings.models import Hearing
from labelling.labels.guards import BEFORE_THE_COMMITTEE
from labelling.labels.models import Label
from labelling.organisms.rules import instructor, memberships
from portal.ui import words
from portal.web.worklist import DO, WAIT, WATCH, Task, source

MOST = 20
COMMITTEE = "le comité de labellisation"
SHOWN = ("state", "measure", "until_on", "label__reference", "label__organism__name")


def _own(_user, one):
    title = "Phase contradictoire sur le label"
    if one.is_over:
        return Task(WAIT, title, one.label.reference, one.get_absolute_url(), COMMITTEE)
    if one.state == one.State.ANSWERED:
        context = (
            f"observations envoyées, à compléter jusqu’au {words.day(one.until_on)} s’il le faut"
        )
        return Task(WAIT, title, context, one.get_absolute_url(), COMMITTEE)
    return Task(
        DO, title, f"{one.label.reference}, {one.get_measure_display().lower()}",
        one.get_absolute_url(), "vous", one.until_on, "Présenter nos observations",
        "Observations jusqu’au",
    )  # fmt: skip


@source(*SHOWN, tell=_own)
def of_organism(user):
    mine = memberships(user)
    if not mine:
        return None
    return Hearing.objects.visible_to(user).running().filter(label__organism__in=mine)


def _of_office(_user, one):
    what = f"Phase contradictoire {words.of(one.label.organism)}"
    context = f"{one.label.reference}, {one.sentence[:1].lower()}{one.sentence[1:-1]}"
    if not one.is_over:
        hand = "l’organisme" if one.state == one.State.OPEN else "le calendrier"
        return Task(
            WATCH, what, context, one.get_absolute_url(), hand, one.until_on,
            date_label="Observations jusqu’au",
        )  # fmt: skip
    if one.is_listed:
        return Task(WATCH, what, context, one.get_absolute_url(), COMMITTEE)
    return Task(DO, what, context, one.get_absolute_url(), "vous", button="Lire")


@source(*SHOWN, "answered_at", "closed_on", "is_listed", tell=_of_office, most=MOST)
def of_office(user):
    """Observations awaited, then read and brought before the committee, or the measure given up."""
    if not instructor(user, None):
        return None
    listed = Label.objects.filter(
        pk=OuterRef("label"), agenda_items__state__in=BEFORE_THE_COMMITTEE
    )
    rows = Hearing.objects.visible_to(user).running().annotate(is_listed=Exists(listed))
    return rows.order_by("until_on", "pk")
