"""Tasks of dossiers on a member's home: for the référent and an organism's members."""

from django.db.models import F, Q
from django.urls import reverse

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor, memberships, signatory
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import FINAL, PREPARED, LabelDossier
from labelling.path.dossiers.steps import workflow
from labelling.path.dossiers.steps.turns import lacking, leading_step
from labelling.path.dossiers.steps.workflow import SITUATIONS
from portal.web.worklist import DO, WAIT, WATCH, Task, of_an_office, source

S = LabelDossier.State
BOUND = 25  # rows of a list: the most urgent first


def _tasks(hand):
    """{state: (title, button)} of who holds the ball; a state that is missing waits for another."""
    return {state: one.task for state, one in SITUATIONS.items() if one.hand == hand and one.task}


OFFICE, ORGANISM = _tasks(workflow.OFFICE), _tasks(workflow.ORGANISM)
READY = Q(state__in=PREPARED) & (Q(ready_on__isnull=False) | Q(waits_for=workflow.OFFICE))
WATCHED = (S.DRAFT, S.PREPARATION)  # where nothing is promised to the référent


def running():
    rows = LabelDossier.objects.exclude(state__in=FINAL)
    return rows.order_by(F("due_on").asc(nulls_last=True), "-since_at")


def _office_rows(user, *, is_theirs):
    """What is submitted or silent, which the référent decides on; or the rest, which they watch."""
    if not instructor(user, None):
        return None
    theirs = Q(state__in=OFFICE) | Q(dismissal_proposed_on__isnull=False) | READY
    return running().visible_to(user).filter(theirs if is_theirs else ~theirs)


def _office_task(_user, dossier):
    title, button = OFFICE.get(dossier.state, (dossier.get_state_display(), "Ouvrir"))
    where = DO if dossier.state in OFFICE else WATCH if dossier.state in WATCHED else WAIT
    if dossier.is_ready:
        step = workflow.DOSSIER.transitions[leading_step(dossier)]
        title, button, where = f"{step.label}\u00a0: rien ne manque", "Ouvrir", DO
    elif dossier.hand == workflow.OFFICE and dossier.waits_for:
        title, button, where = lacking(dossier), "Ouvrir", DO
    if dossier.dismissal_proposed_on:
        title, button, where = "Décider du classement sans suite", "Décider", DO
    return _task(where, title, dossier, button)


@source("organism", tell=_office_task, most=BOUND, is_shared=of_an_office)
def office_tasks(user):
    return _office_rows(user, is_theirs=True)


@source("organism", tell=_office_task, most=BOUND, is_shared=of_an_office)
def office_watch(user):
    return _office_rows(user, is_theirs=False)


def _organism_task(_user, dossier):
    title, button = dossier.get_state_display(), "Suivre"
    if is_theirs := dossier.hand == workflow.ORGANISM:
        title, button = ORGANISM.get(dossier.state) or (lacking(dossier), "Compléter")
    return _task(DO if is_theirs else WAIT, title, dossier, button)


@source("organism", tell=_organism_task)
def organism_tasks(user):
    """A member prepares; what is only a signatory's is said so on the dossier's own page."""
    mine = memberships(user)
    return running().filter(organism__in=mine) if mine else None


def _first(user, organism):
    """Its signatory opens it; the others know that they wait for that."""
    signs = bool(signatory(user, organism))
    url, hand = reverse("labelling:dossier_list"), "la personne signataire"
    if signs:
        url, hand = f"{reverse('labelling:dossier_open')}?organisme={organism.slug}", "vous"
    return Task(
        DO if signs else WAIT,
        "Ouvrir le premier dossier",
        f"{organism}, qui n’en a encore aucun",
        url,
        hand,
        button="Ouvrir" if signs else "Voir les dossiers",
        undated="l’organisme choisit quand il candidate",
    )


@source(tell=_first)
def first_dossiers(user):
    """One's organisms that have a space and no dossier yet, as whoever has just been let in."""
    mine = memberships(user)
    return Organism.objects.filter(pk__in=mine, is_active=True, dossiers=None) if mine else None


def _task(where, title, dossier, button):
    return Task(
        list=where,
        title=title,
        context=f"{dossier.organism}, {dossier.reference}",
        url=page(dossier, "dossier_detail"),
        hand="vous" if where == DO else dossier.hand,
        due_on=dossier.due_on,
        button=button,
    )
