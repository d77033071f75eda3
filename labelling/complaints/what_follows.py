"""Steps of a request of a space, as whoever sent it reads them by the secret link: done, current, to come."""

from labelling.complaints.admissions import Admission

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
