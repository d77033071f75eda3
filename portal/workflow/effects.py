"""Effects of a step, derived from its row of the table and shown before it is taken.

The state it leads to, what the topic adds (`effects`), whom its notices reach, who goes on and until when.
"""

from portal.notifications import catalogue
from portal.ui import words
from portal.workflow.turns import foresee


def foretold(transition, thing, by=None):
    """The sentences of « Ce que cet acte va faire » to `by`; never none for a person (check workflow.E008)."""
    table = thing.workflow
    moves = [_moved(table, transition)] if thing.state != transition.target else []
    own = transition.effects(thing) if transition.effects else []
    return [*moves, *own, *map(_notice_effect, transition.tells), *_next(transition, thing, by)]


def is_mute(transition):
    """Whether its page may have nothing to show, from one of its states at least."""
    says = transition.effects or transition.tells or transition.due
    return not says and transition.target in transition.source


def _moved(table, transition):
    return f"L’état devient «\u00a0{table.states[transition.target]}\u00a0»."


def _notice_effect(notice):
    """The catalogue's words: « les membres de l’organisme », « Votre dossier est déposé »."""
    line = catalogue.line(notice.key)
    whom = f"Un message prévient {line.audience}" if line.audience else "Un message part"
    return f"{whom}\u00a0: «\u00a0{line.title}\u00a0»."


def _next(transition, thing, by):
    """Who holds the ball next; the date, where the table alone decides it."""
    if thing.state == transition.target and not transition.due:
        return []
    after = foresee(thing, transition)
    hand = (after.hand_for(by) if by else "") or after.hand
    is_dated = transition.due and transition.form is None
    until = f", avant le {words.day(after.due_on)}" if is_dated else ""
    return [f"La suite\u00a0: {'à vous' if hand == 'vous' else hand}{until}."] if hand else []
