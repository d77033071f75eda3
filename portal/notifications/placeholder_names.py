"""Placeholders of the texts of mails: the French name of each expression; one without a name has no placeholder.

What every thing has is named here; each topic names the words of its own texts.
"""

NAMES = {
    "person": "personne",
    "url": "lien",
    "why": "raison",
    "site": "site",
    "thing": "objet",
    "thing.due_on": "echeance",
    "thing.due_on|distance": "echeance_dans",
    "thing.get_state_display": "etat",
    "thing.reference": "reference",
    "thing.title": "titre",
}


def register_placeholders(names):
    """A topic's words, {expression: name}; an expression that two topics share has one name."""
    for expression, name in names.items():
        if NAMES.setdefault(expression, name) != name:
            raise ValueError(f"{expression}\u00a0: {NAMES[expression]}\u00a0; {name}")
