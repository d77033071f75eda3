"""First values of the frame: the menu, tabs and footer that the portal shows when nothing was published."""

import json

from home.site_map.navigation import SECTIONS

TAGLINE = "Le label de qualité de service des organismes Hlm"
FOOT = "Un label de la profession Hlm, depuis 2016"
MENTION = "Marque déposée à l’INPI. Usage soumis à autorisation."
MENU = (
    ("Le label", "/le-label/"),
    ("Locataires", "/locataires/"),
    ("Un problème\u00a0?", "/un-probleme/"),
    ("Annuaire", "/annuaire/"),
    ("Vérifier", "/verifier/"),
    ("Observatoire", "/observatoire/"),
    ("Actualités", "/actualites/"),
)
ERRORS = {
    "not_found": (
        "Cette page n’existe pas, ou elle ne vous est pas ouverte.",
        "L’adresse est peut-être incomplète, ou la page a changé de place.",
        (
            ("Je suis locataire", "/locataires/"),
            ("Je travaille dans un organisme Hlm", "/devenir-labellise/"),
            ("Je cherche un organisme labellisé", "/annuaire/"),
        ),
    ),
    "forbidden": (
        "Cette étape n’est pas ouverte à votre compte.",
        "Elle appartient à une autre personne du dossier.",
        (),
    ),
    "broken": (
        "Quelque chose s’est cassé chez nous.",
        "Rien de ce que vous aviez enregistré n’est perdu. Réessayez dans quelques minutes.",
        (("Ouvrir l’annuaire", "/annuaire/"), ("Vérifier une attestation", "/verifier/")),
    ),
}
FOOTER = (
    ("Lettre du mois", "/lettre/"),
    ("Kit de communication", "/marque/kit/"),
    ("Signaler un usage abusif", "/signaler/"),
)


def menu():
    return _stream("entry", [_entry(*one) for one in MENU])


def footer():
    return _stream("entry", [_entry(*one) for one in FOOTER])


def errors():
    rows = [
        (name, {"title": title, "text": text, "links": _items(links)})
        for name, (title, text, links) in ERRORS.items()
    ]
    return json.dumps([{"type": name, "value": value} for name, value in rows])


def tabs():
    return _stream("section", [{"entries": _items(section)} for section in SECTIONS])


def _items(links):
    return [_entry(*one) for one in links]


def _entry(label, address):
    return {"label": label, "page": None, "service": address}


def _stream(kind, rows):
    """As the database keeps it."""
    return json.dumps([{"type": kind, "value": row} for row in rows])
