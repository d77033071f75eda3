"""Initial opening and sections of the home, as raw values of its streams."""

HEADLINE = "Un service bien rendu, ça se prouve."
INTRO = (
    "Quali’Hlm distingue les organismes Hlm qui s’engagent sur la qualité de service, "
    "la font vérifier sur place et y associent leurs locataires."
)


def button(label, address):
    return {"label": label, "page": None, "address": address}


def raw(kind, value):
    return {"type": kind, "value": value}


def section(kind, title, *action, width="full", **own):
    """A section with the button that stands beside its title."""
    buttons = [button(*action)] if action else []
    return raw(kind, {"title": title, "width": width, "buttons": buttons} | own)


def card(title, text, note, motif, address):
    said = {"title": title, "text": text, "note": note, "motif": motif}
    return said | {"page": None, "address": address}


BUTTONS = [
    raw("button", button("Trouver un organisme labellisé", "/annuaire/")),
    raw("button", button("Devenir labellisé", "/devenir-labellise/")),
    raw("button", button("Un problème\u00a0?", "/un-probleme/")),
]
SECTIONS = [
    section("figures", "Le label en chiffres", hides_title=True),
    section(
        "path",
        "Le parcours, de la candidature au label",
        "Le parcours en détail",
        "/le-parcours/",
        text="Il faut environ un an de préparation pour se présenter au comité. Les représentants des locataires "
        "sont informés et associés à chaque étape.",
    ),
    section(
        "visitors",
        "Vous êtes…",
        cards=[
            card(
                "Locataire",
                "Comprendre ce que le label change chez vous, vérifier que votre bailleur le détient.",
                "Page facile à lire",
                "brick",
                "/locataires/",
            ),
            card(
                "Organisme Hlm",
                "Préparer une candidature, mesurer l’effort, demander un conseil.",
                "Étapes, questions et contact",
                "sky",
                "/devenir-labellise/",
            ),
            card(
                "Collectivité ou partenaire",
                "Voir qui est labellisé sur votre territoire, réutiliser les données.",
                "Annuaire et données ouvertes",
                "leaf",
                "/annuaire/",
            ),
        ],
    ),
    section(
        "practice", "La pratique du mois", "Tout l’observatoire", "/observatoire/", width="wide"
    ),
    section(
        "agenda",
        "À venir",
        "Tout l’agenda",
        "/agenda/",
        width="narrow",
        limit=5,
        with_sessions=True,
    ),
    section("news", "Actualités", "Toutes les actualités", "/actualites/", limit=3),
    section("labels", "Derniers labels", "Tout l’annuaire", "/annuaire/", width="half", limit=5),
    section(
        "pioneers",
        "Ils ont fait connaître leur label",
        width="half",
        text="Organismes réels, cités d’après des pages publiques. Ce portail ne dit rien de leur situation "
        "d’aujourd’hui.",
    ),
]
