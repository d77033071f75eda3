"""Effects of the changes of a seat, in sentences shown before: added, edited, put to sleep, woken."""

from labelling.committee.models import CommitteeSeat
from labelling.committee.seats import mandates
from portal.ui import words

Function = CommitteeSeat.Function


def adding():
    """What adding a seat does, in sentences."""
    return [
        "Le siège a une voix, et compte dans le quorum.",
        "Il est appelé aux séances préparées qui ne sont pas encore ouvertes.",
        "Personne ne le tient\u00a0: nommez ensuite son titulaire et son suppléant.",
    ]


def editing(seat):
    """What editing it does, in sentences."""
    return [
        f"Le code {seat.code} reste.",
        "Les pages et les relevés à venir disent le nouveau nom\u00a0; les relevés déjà écrits gardent l’ancien.",
        "Une fonction donnée ou retirée change dès maintenant qui ouvre les séances et les votes.",
    ]


def sleeping(seat):
    """What putting it to sleep does, in sentences."""
    ended = [
        f"Le mandat {words.of(one.user)}, {one.get_rank_display()}, prend fin dès maintenant."
        for one in mandates.running(seat)
    ]
    without = {
        Function.CHAIR: ["Plus aucun siège n’a la présidence du comité."],
        Function.VICE_CHAIR: ["Plus aucun siège n’a la vice-présidence du comité."],
    }
    return [
        "Le siège n’a plus de voix\u00a0: aucune séance ne l’appelle plus, celles en préparation comprises.",
        *ended,
        *without.get(seat.function, ()),
        "Il reste dans les relevés et dans son histoire\u00a0; il peut être réveillé.",
    ]


def waking(seat):
    """What waking it does, in sentences."""
    again = {
        Function.CHAIR: ["Il a de nouveau la présidence du comité."],
        Function.VICE_CHAIR: ["Il a de nouveau la vice-présidence du comité."],
    }
    return [
        "Le siège a de nouveau une voix\u00a0: il est appelé aux séances préparées qui ne sont pas encore ouvertes.",
        *again.get(seat.function, ()),
        "Personne ne le tient\u00a0: nommez ensuite son titulaire et son suppléant.",
    ]
