"""Guards of the steps of complaints and appeals: independent handlers, and enough of them."""

from labelling.committee.complaints.handlers import actions, independence
from labelling.committee.complaints.handlers.rules import missing
from portal.workflow import Problem, guard


@guard("Instruction confiée")
def assigned(thing):
    missing = actions.least(thing) - len(thing.handlers.all())
    if missing <= 0:
        return None
    sentence = (
        "L’instruction n’est confiée à personne."
        if actions.least(thing) == 1
        else "Un recours s’examine à deux personnes au moins : le collège n’est pas complet."
    )
    return Problem(
        "not_assigned", sentence, f"{thing.get_absolute_url()}instruction/", "La confier"
    )


@guard("Accord de tout le collège")
def all_agree(appeal):
    return [
        Problem("not_agreed", f"{person} n’a pas encore donné son accord.")
        for person in missing(appeal)
    ]


@guard("Aucune de ces personnes n’a pris part à ce qui est contesté")
def independent(thing):
    """BR-100, asked again: what is contested may have been made precise since."""
    return independence.problems(thing, list(thing.handlers.all()))
