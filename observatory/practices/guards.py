"""Guards of a practice's transitions, each with the page that solves it."""

from observatory.practices.invitations.models import CONFIDENTIAL
from observatory.practices.invitations.words import to_rewrite
from portal.core import clock
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
    "contact_function": "publication",
    "contact_email": "publication",
    "reuse_licence": "publication",
}


def _missing(practice, code, sentence, part):
    return Problem(code, sentence, f"{practice.get_absolute_url()}{part}/", "Compléter")


@guard("Fiche complète")
def complete(practice):
    """One problem a part of the form, which lists all that is missing; its code is the first field."""
    lacking = {}
    for name, part in TOLD.items():
        if not getattr(practice, name):
            lacking.setdefault(part, []).append(name)
    return [_lacking(practice, part, names) for part, names in lacking.items()]


def _lacking(practice, part, names):
    labels = ", ".join(practice._meta.get_field(name).verbose_name for name in names)
    sentence = f"Il manque\u00a0: {labels}."
    return _missing(practice, f"missing_{names[0]}", sentence, f"ecrire/{part}")


@guard("Un thème au moins")
def classed(practice):
    if practice.themes:
        return None
    return _missing(practice, "no_theme", "Choisissez au moins un thème.", "ecrire/classement")


@guard("Accord de la direction daté")
def agreed(practice):
    """BR-85: the organism's management agrees, on a day that is not in the future."""
    agreed_on = practice.management_agreement_on
    if agreed_on and agreed_on <= clock.today():
        return None
    sentence = "Indiquez la date à laquelle votre direction a donné son accord."
    return _missing(practice, "agreement", sentence, "ecrire/publication")


@guard("Images décrites et libres de droits", when=lambda practice: practice.cover_id)
def pictured(practice):
    """BR-85: each image has its alternative text and its rights; the cover is the first."""
    rows = [(practice.cover_alt, practice.image_rights)]
    rows += practice.pieces.filter(kind="picture").values_list("alt", "rights")
    found = []
    if not all(alt.strip() for alt, _ in rows):
        found.append(("alt", "Dites ce que montre chaque image, pour qui ne la voit pas."))
    if not all(rights.strip() for _, rights in rows):
        found.append(("image_rights", "Dites qui vous autorise à publier chaque image."))
    return [_missing(practice, code, sentence, "pieces") for code, sentence in found]


@guard("Racontée avec vos mots", when=lambda practice: practice.aggregate.origin in CONFIDENTIAL)
def rewritten(practice):
    """Words of an auditor or of the committee are never published as such."""
    repeated = to_rewrite(practice)
    names = ", ".join(practice._meta.get_field(name).verbose_name for name in repeated)
    if not repeated:
        return None
    sentence = f"Réécrivez avec vos mots\u00a0: {names}. Le texte reçu y figure encore."
    part = TOLD.get(repeated[0], "recit")
    return _missing(practice, "to_rewrite", sentence, f"ecrire/{part}")


@guard("Fiche d’origine toujours publiée")
def original_published(practice):
    """A new version replaces a practice that is still published."""
    if practice.edition_of.is_published:
        return None
    return Problem("original", "La fiche d’origine n’est plus publiée.")
