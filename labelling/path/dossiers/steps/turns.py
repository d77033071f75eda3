"""Turn of a dossier that is prepared: who can mend the first thing that its next step lacks, or who takes that step.

What is missing is asked when the dossier is written, and each morning of those whose dates count: a list
reads the answer, it cannot afford the question.
"""

from copy import copy
from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.urls import reverse

from labelling.parties.organisms.rules import instructor, signatory
from labelling.path.dossiers.addresses import page
from labelling.path.dossiers.models import PREPARED, LabelDossier
from labelling.path.dossiers.stages import has_hqs
from labelling.path.dossiers.steps.guards import ORGANISM
from labelling.path.dossiers.steps.readiness import on_agenda
from labelling.path.dossiers.steps.workflow import DOSSIER, FIRED_ELSEWHERE, situation
from portal.core import clock
from portal.ops.worker import daily
from portal.workflow.tables import mender

# What its conditions read of its missions.
TOLD_BY_MISSIONS = ("dossier", "audit_type", "state", "closed_on", "tenants_met_on")


def leading_step(dossier):
    """The name of the step that leads on, or None at the committee's and after."""
    if dossier.state == LabelDossier.State.REGISTERED and not has_hqs(dossier):
        return "start_preparation"
    return situation(dossier).leads or None


def lacking(dossier):
    """« Il manque : restitution aux représentants des locataires », the first condition that is missing."""
    needs = DOSSIER.transitions[leading_step(dossier)].needs
    label = next((one.label for one in needs if one.__name__ == dossier.lacks), "")
    if not label:  # a name of the release before, until the next morning
        return dossier.get_state_display()
    return f"Il manque\u00a0: {label[0].lower()}{label[1:]}"


def settle(dossier):
    """Write whose turn it is: who can mend the first thing that is missing, or since when nothing is.

    Whether something has changed.
    """
    before = dossier.ready_on, dossier.waits_for, dossier.lacks
    dossier.ready_on, dossier.waits_for, dossier.lacks = None, "", ""
    if dossier.state in PREPARED:
        step, seen = DOSSIER.transitions[leading_step(dossier)], _with_missions(dossier)
        if missing := step.first_missing(seen):
            dossier.waits_for, dossier.lacks = mender(missing, seen), missing.__name__
        else:
            dossier.ready_on = before[0] or clock.today()
    return (dossier.ready_on, dossier.waits_for, dossier.lacks) != before


@receiver(pre_save, sender=LabelDossier)
def follow(instance, update_fields=None, **_):
    if update_fields is None and instance.pk:
        settle(instance)


def follow_mission(mission, **_):
    """At each of its steps: what a dossier waits for may be its mission, and then who holds that one."""
    if mission.dossier.state in PREPARED:
        note(LabelDossier.objects.filter(pk=mission.dossier_id, state__in=PREPARED))


def follow_finding(finding, **_):
    """An answer, or its judgement, is what a dossier in follow-up waits for."""
    note(LabelDossier.objects.filter(pk=finding.mission.dossier_id, state="follow_up"))


DOSSIER.settle = settle  # of what a step is about to lead to


@daily
def note_ready_dossiers():
    """A window that opens, a diagnosis that gets too old."""
    note(LabelDossier.objects.filter(state__in=PREPARED).order_by("pk"))


def note(dossiers):
    for dossier in dossiers:
        if settle(dossier):
            dossier.save(update_fields=["ready_on", "waits_for", "lacks"])


def _with_missions(dossier):
    """A copy that has read its missions once for all conditions: the dossier itself reads them again after that."""
    seen = copy(dossier)
    prefetch_related_objects([seen], Prefetch("missions", dossier.missions.only(*TOLD_BY_MISSIONS)))
    return seen


PIECE = "Ajouter une pièce"  # what an organism brings where no condition says what is missing


@dataclass(frozen=True)
class NextAct:
    title: str
    hand: str = ""
    due: object = None
    conditions: list = field(default_factory=list)
    action: str = ""
    url: str = ""
    text: str = ""
    others: list = field(default_factory=list)


def possible(dossier, user):
    """The steps that `user` may take from the dossier's own pages, the main one first."""
    main = leading_step(dossier)
    aside = (
        {"start_diagnosis", "start_preparation"}
        if dossier.state == LabelDossier.State.REGISTERED
        else set()
    )
    found = [
        t
        for t in DOSSIER.transitions.values()
        if dossier.state in t.source
        and t.name not in FIRED_ELSEWHERE | aside - {main}
        and t.by(user, dossier)
    ]
    return sorted(found, key=lambda t: t.name != main)


def next_act(dossier, user):
    own, hand = possible(dossier, user), dossier.hand_for(user) or dossier.hand
    name = leading_step(dossier)
    others = [{"label": t.label, "url": _url(dossier, t)} for t in own if t.name != name]
    if name is None:
        title, text = situation(dossier).told
        return NextAct(title, hand=hand, due=dossier.due_on, text=text, others=others)
    transition = DOSSIER.transitions[name]
    conditions = DOSSIER.conditions(dossier, transition, user)
    common = {"hand": hand, "due": dossier.due_on, "conditions": conditions, "others": others}
    if transition in own and not all(c.is_ours for c in conditions):
        return NextAct(transition.label, **common)
    if transition in own:
        address = _url(dossier, transition)
        return NextAct(transition.label, action=transition.label, url=address, **common)
    if name == "schedule" and instructor(user, dossier):
        return _choose_a_session(dossier, transition, common)
    is_prepared = hand == "vous" and dossier.hand == ORGANISM and transition.by is not signatory
    if is_prepared and situation(dossier).task:
        title, _button = situation(dossier).task
        add = {} if conditions else {"action": PIECE, "url": page(dossier, "dossier_piece_add")}
        return NextAct(title, text=_then(transition), **common, **add)
    return NextAct(transition.label, text=_whose(transition), **common)


def _choose_a_session(dossier, transition, common):
    """Listing is done from a session's agenda: its own condition is the page that the button opens."""
    conditions = [c for c in common["conditions"] if c.label != on_agenda.label]
    url = f"{reverse('labelling:session_list')}?dossier={dossier.reference}"
    return NextAct(
        transition.label,
        action="Choisir une séance",
        url=url,
        **common | {"conditions": conditions},
    )


def _whose(transition):
    if transition.name in FIRED_ELSEWHERE:
        return ""
    if transition.by.is_clock:
        return "Le portail le fait de lui-même dès que rien ne manque."
    return f"Cette étape appartient à\u00a0: {transition.by.label}."


def _then(transition):
    """What follows what the reader prepares, and who does it."""
    who = "le portail le fait de lui-même" if transition.by.is_clock else transition.by.label
    return f"Ensuite, «\u00a0{transition.label}\u00a0»\u00a0: {who}."


def _url(dossier, transition):
    return f"{page(dossier, 'dossier_detail')}{transition.address}/"
