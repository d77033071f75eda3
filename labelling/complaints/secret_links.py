"""Secret link of a request: what its bearer reads, even after a transfer."""

from labelling.complaints.models import STRANGERS

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


def page(thing):
    """An answer that is written is shown once it is given, not before."""
    return {
        "thing": thing,
        "name": f"Votre {thing.noun}",
        "answer": thing.answer if thing.answered_on else "",
        "word": thing.workflow.public_label(thing.state),
        "question": getattr(thing, "question", ""),
        "is_over": thing.answered_on is not None or thing.closed_on is not None,
    }
