"""Next step of a dossier for the person who looks: who holds the ball, what is missing."""

from dataclasses import dataclass, field

from django.urls import reverse

from labelling.dossiers.addresses import page
from labelling.dossiers.guards import ORGANISM
from labelling.dossiers.models import LabelDossier
from labelling.dossiers.readiness import on_agenda
from labelling.dossiers.turns import leading_step
from labelling.dossiers.workflow import DOSSIER, FIRED_ELSEWHERE, situation
from labelling.organisms.rules import instructor, signatory

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
