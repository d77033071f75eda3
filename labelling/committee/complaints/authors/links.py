"""Secret link of a request: what its bearer reads, even after a transfer."""

from labelling.committee.complaints import submissions
from labelling.committee.complaints.models import STRANGERS, Admission

N = Admission.State
STEPS = (
    ("Adresse à confirmer", "Vous ouvrez le lien reçu par courriel."),
    ("Demande à vérifier", "Le référent label vérifie l’organisme et qui l’engage."),
    ("Espace à ouvrir", "La personne signataire et vous recevez chacune une invitation."),
    (
        "Dossier à préparer",
        "Vous réunissez les pièces à votre rythme, puis la personne signataire dépose le dossier.",
    ),
)
RANKS = {N.UNCONFIRMED: 0, N.RECEIVED: 1, N.TO_SPECIFY: 1, N.OPENED: 3, N.JOINED: 3}


def what_follows(thing):
    """Rows of `steps`; none for another request, nor for one that is refused."""
    rank = RANKS.get(thing.state) if isinstance(thing, Admission) else None
    if rank is None:
        return []
    return [
        {"label": label, "note": note, "is_done": place < rank, "is_current": place == rank}
        for place, (label, note) in enumerate(STEPS)
    ]


LONGEST = 10  # transfers followed


def find_request(reference):
    """The demand of a reference, or of the one under which it goes on; None when there is none."""
    thing = _named(reference)
    for _ in range(LONGEST):
        if thing is None or not thing.moved_to:
            return thing
        thing = _named(thing.moved_to)
    return thing


def _named(reference):
    if not reference:
        return None
    rows = (model.objects.filter(reference=reference).first() for model in STRANGERS.values())
    return next((row for row in rows if row), None)


def asked(token):
    """The admission of a confirmation link, confirmed or not; None once it is erased, or will be.

    A link that is not ours is a LookupError.
    """
    reference = submissions.reference_of(token, by=submissions.CONFIRM)
    if reference is None:
        raise LookupError(token)
    row = Admission.objects.filter(reference=reference).first()
    return None if row is None or row.is_lapsed else row


def time_to_confirm(thing):
    """« 7 jours » while the address of its author is to be confirmed, else ""."""
    return thing.time_to_confirm if getattr(thing, "is_unconfirmed", False) else ""


def page(thing):
    """An answer that is written is shown once it is given, not before."""
    return {
        "thing": thing,
        "name": f"Votre {thing.noun}",
        "answer": thing.answer if thing.answered_on else "",
        "word": thing.workflow.public_label(thing.state),
        "to_confirm": time_to_confirm(thing),
        "question": getattr(thing, "question", ""),
        "steps": what_follows(thing),
        "is_over": thing.answered_on is not None or thing.closed_on is not None,
    }
