"""Initial text for tenants, easy to read: one idea a line, short sentences, usual words."""

from home.texts import typeset


def contact(name, label="", address="", note=""):
    said = {"name": name, "phone": "", "note": note, "label": label, "address": address}
    return {key: typeset(value) for key, value in said.items()}


def steps(*rows):
    return [
        (
            "step",
            {
                "sign": sign,
                "title": typeset(title),
                "lines": list(map(typeset, lines)),
                "contacts": contacts,
            },
        )
        for sign, title, lines, contacts in rows
    ]


PROBLEM = {
    "title": typeset("Un problème\u00a0?"),
    "slug": "un-probleme",
    "intro": "Répondez à deux questions. Nous vous disons à qui parler.",
    "body": "",
    "steps": steps(
        (
            "phone",
            "Votre bailleur",
            [
                "Parlez-lui en premier.",
                "Appelez le gardien, l’agence, ou écrivez.",
                "Notez le jour et la réponse.",
            ],
            [contact("Son nom, son adresse", "Chercher mon bailleur", "/annuaire/")],
        ),
        (
            "people",
            "Une association de locataires",
            [
                "Elle connaît vos droits.",
                "Vos représentants parlent au bailleur pour vous.",
                "L’Adil vous conseille. C’est gratuit.",
            ],
            [
                contact(
                    "L’Adil de votre département",
                    "Trouver mon Adil",
                    "https://www.anil.org/",
                    "L’agence d’information sur le logement. Elle connaît les associations.",
                ),
            ],
        ),
        (
            "clock",
            "Un conciliateur ou un médiateur",
            [
                "Rien ne change après votre lettre\u00a0?",
                "Cette personne cherche un accord entre vous et le bailleur.",
                "C’est gratuit.",
            ],
            [
                contact(
                    "Le conciliateur de justice",
                    "Trouver un conciliateur",
                    "https://www.conciliateurs.fr/",
                ),
                contact(
                    "Le médiateur de votre bailleur", note="Son nom est sur le site du bailleur."
                ),
            ],
        ),
        (
            "tile-tick",
            "Le label",
            [
                "Le label ne règle pas les problèmes d’une seule personne.",
                "Dites-lui ce qui dure, ou ce qui paraît faux.",
                "Les deux questions, plus haut, vous mènent à la bonne page.",
            ],
            [
                contact("Un papier avec le label", "Vérifier un papier", "/verifier/"),
                contact("Un problème qui dure, un logo faux", "Signaler", "/signaler/"),
                contact(
                    "Une promesse du label non tenue", "Écrire une réclamation", "/reclamation/"
                ),
            ],
        ),
    ),
    "phone": "",
    "hours": "",
    "paper": "",
}


def rows(name, key, *things):
    return [
        (name, head | {key: typeset(title), "lines": [typeset(line) for line in lines]})
        for head, title, lines in things
    ]


def calls(*rows):
    """Calls to action of the body: title, text, words of the button, address that it opens."""
    for title, text, label, address in rows:
        said = {"title": title, "text": text, "label": label, "page": None, "address": address}
        yield "call", {key: typeset(value) if value else value for key, value in said.items()}


TENANTS = {
    "title": "Locataires",
    "slug": "locataires",
    "intro": "Le label Quali’Hlm, expliqué simplement.",
    "body": [
        *calls(
            (
                "Un problème dans votre logement\u00a0?",
                "Deux questions, et vous savez à qui parler.",
                "Trouver à qui parler",
                "/un-probleme/",
            ),
        ),
    ],
    "ideas": rows(
        "idea",
        "title",
        (
            {"sign": "tile-tick"},
            "C’est quoi\u00a0?",
            [
                "Votre bailleur vous loue votre logement.",
                "Il doit vous rendre un bon service.",
                "Le label dit\u00a0: ce bailleur travaille bien, et on a vérifié.",
            ],
        ),
        (
            {"sign": "eye"},
            "Qui vérifie\u00a0?",
            [
                "Une personne extérieure vient voir.",
                "Elle va dans les bureaux et dans les résidences.",
                "Elle rencontre des locataires.",
            ],
        ),
        (
            {"sign": "people"},
            "Et vous\u00a0?",
            [
                "Vos représentants donnent leur avis à chaque étape.",
                "Des organisations de locataires siègent au comité.",
                "Le comité donne le label, ou le retire.",
            ],
        ),
        (
            {"sign": "clock"},
            "Pour combien de temps\u00a0?",
            ["Le label dure trois ans.", "Ensuite, on vérifie encore."],
        ),
    ),
    "questions": rows(
        "question",
        "question",
        (
            {"label": "Chercher mon bailleur", "address": "/annuaire/"},
            "Mon bailleur a-t-il le label\u00a0?",
            [
                "Cherchez son nom dans l’annuaire.",
                "L’annuaire est à jour aujourd’hui.",
                "Vous voyez aussi jusqu’à quand le label dure.",
            ],
        ),
        (
            {"label": "Vérifier un papier", "address": "/verifier/"},
            "On me montre un papier avec le label. Est-il vrai\u00a0?",
            [
                "Le papier porte un numéro.",
                "Écrivez ce numéro dans la page «\u00a0Vérifier\u00a0».",
                "La réponse vient tout de suite.",
            ],
        ),
        (
            {"label": "Trouver à qui parler", "address": "/un-probleme/"},
            "J’ai un problème dans mon logement. Le label peut-il m’aider\u00a0?",
            [
                "Parlez d’abord à votre bailleur.",
                "Le label ne règle pas les problèmes d’une seule personne.",
                "La page «\u00a0Un problème\u00a0?\u00a0» dit à qui parler.",
            ],
        ),
        (
            {},
            "Mon bailleur n’a pas le label. Est-ce grave\u00a0?",
            [
                "Non.",
                "Le label est un choix du bailleur.",
                "Il doit vous rendre un bon service dans tous les cas.",
            ],
        ),
        (
            {},
            "Je peux donner mon avis\u00a0?",
            [
                "Oui.",
                "Parlez à vos représentants de locataires.",
                "Ils rencontrent la personne qui vérifie.",
            ],
        ),
    ),
    "phone": "",
    "hours": "",
    "paper": "",
}
