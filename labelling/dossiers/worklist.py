"""What the dossiers put in the three lists of the référent and of an organism's members."""

from django.db.models import F, Q

from labelling.dossiers import workflow
from labelling.dossiers.addresses import page
from labelling.dossiers.models import FINAL, LabelDossier
from labelling.dossiers.workflow import SITUATIONS
from labelling.organisms.rules import instructor, memberships
from portal.web.worklist import DO, WAIT, WATCH, Task, provider

S = LabelDossier.State
BOUND = 25  # rows of a list: the most urgent first


def _tasks(hand):
    """{state: (title, button)} of who holds the ball; a state that is missing waits for another."""
    return {state: one.task for state, one in SITUATIONS.items() if one.hand == hand and one.task}


OFFICE, ORGANISM = _tasks(workflow.OFFICE), _tasks(workflow.ORGANISM)
SHOWN = ("reference", "state", "due_on", "dismissal_proposed_on", "organism__name")
WATCHED = (S.DRAFT, S.PREPARATION)  # where nothing is promised to the référent


def running():
    rows = LabelDossier.objects.exclude(state__in=FINAL).select_related("organism").only(*SHOWN)
    return rows.order_by(F("due_on").asc(nulls_last=True), "-since_at")


@provider
def office_tasks(user):
    """The référent decides on what is submitted or silent, and watches the rest."""
    if not instructor(user, None):
        return []
    rows, mine = (
        running().visible_to(user),
        Q(state__in=OFFICE) | Q(dismissal_proposed_on__isnull=False),
    )
    chosen = (*rows.filter(mine)[:BOUND], *rows.exclude(mine)[:BOUND])
    return [_office_task(dossier) for dossier in chosen]


def _office_task(dossier):
    title, button = OFFICE.get(dossier.state, (dossier.get_state_display(), "Ouvrir"))
    where = DO if dossier.state in OFFICE else WATCH if dossier.state in WATCHED else WAIT
    if dossier.dismissal_proposed_on:
        title, button, where = "Décider du classement sans suite", "Décider", DO
    return _task(
        where,
        title,
        str(dossier.organism),
        dossier,
        button,
        "vous" if where == DO else dossier.hand,
    )


@provider
def organism_tasks(user):
    """A member prepares; what is only a signatory's is said so on the dossier's own page."""
    mine = memberships(user)
    if not mine:
        return []
    return [_organism_task(dossier) for dossier in running().filter(organism__in=mine)[:BOUND]]


def _organism_task(dossier):
    title, button = ORGANISM.get(dossier.state, (dossier.get_state_display(), "Suivre"))
    where = DO if dossier.state in ORGANISM else WAIT
    return _task(
        where,
        title,
        str(dossier.organism),
        dossier,
        button,
        "vous" if where == DO else dossier.hand,
    )


def _task(where, title, context, dossier, button, hand):
    return Task(
        list=where,
        title=title,
        context=f"{context}, {dossier.reference}",
        url=page(dossier, "dossier_detail"),
        hand=hand,
        due_on=dossier.due_on,
        button=button,
        date_label="À faire avant le" if where == DO else "Promis pour le",
    )
