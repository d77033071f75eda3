"""Initial text of the tenants’ guide: whom one turns to, in order, easy to read."""

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
