"""What stands in the way of a practice's steps, each with the page that mends it."""

from portal import clock
from portal.workflow import Problem, guard

TOLD = {  # what a reader cannot do without, and the part of the form where it is written
    "summary": "identite",
    "year_started": "identite",
    "maturity": "identite",
    "action_type": "identite",
    "budget_band": "identite",
    "context": "recit",
    "description": "recit",
    "reproduction": "recit",
    "tenants_role": "resultats",
    "results": "resultats",
    "contact_function": "classement",
    "contact_email": "classement",
    "reuse_licence": "classement",
}


def _missing(practice, code, sentence, part):
    return Problem(code, sentence, f"{practice.get_absolute_url()}ecrire/{part}/", "Compléter")


@guard("Fiche complète")
def complete(practice):
    names = {name: practice._meta.get_field(name).verbose_name for name in TOLD}
    return [
        _missing(practice, f"missing_{name}", f"Il manque\u00a0: {names[name]}.", part)
        for name, part in TOLD.items()
        if not getattr(practice, name)
    ]


@guard("Un thème au moins")
def classed(practice):
    if practice.themes:
        return None
    return _missing(practice, "no_theme", "Choisissez au moins un thème.", "classement")


@guard("Accord de la direction daté")
def agreed(practice):
    """BR-85: the organism's management agrees, on a day that is not to come."""
    agreed_on = practice.management_agreement_on
    if agreed_on and agreed_on <= clock.today():
        return None
    sentence = "Indiquez la date à laquelle votre direction a donné son accord."
    return _missing(practice, "agreement", sentence, "classement")


@guard("Image décrite et libre de droits", when=lambda practice: practice.cover_id)
def pictured(practice):
    """BR-85: each image has its alternative text and its rights."""
    found = []
    if not practice.cover_alt.strip():
        found.append(("alt", "Dites ce que montre l’image, pour qui ne la voit pas."))
    if not practice.image_rights.strip():
        found.append(("image_rights", "Dites qui vous autorise à publier l’image."))
    return [_missing(practice, code, sentence, "classement") for code, sentence in found]
