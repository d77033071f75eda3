"""Initial text of the footer pages; editors take over from there."""

from datetime import date

CONTACT = {
    "title": "Contact",
    "slug": "contact",
    "intro": "Une question sur le label, une attestation qui paraît fausse, un usage du logo à signaler.",
    "body": (
        "<h2>Le label</h2>"
        '<p><a href="/contact/ecrire/">Écrire au label</a>. '
        "Réponse sous cinq jours ouvrés.</p>"
        "<h2>Signaler un usage abusif</h2>"
        '<p><a href="/signaler/">Signaler un usage abusif ou un problème qui dure</a>, sans compte.</p>'
        "<p>Décrivez ce que vous avez vu, où et quand. Si une attestation vous a été montrée, donnez son "
        "numéro\u00a0: la page «\u00a0Vérifier\u00a0» vous répond aussi, à toute heure.</p>"
        "<h2>Former une réclamation</h2>"
        "<p>Sur l’organisation du label, un audit ou un organisme labellisé\u00a0: "
        '<a href="/reclamation/">le formulaire de réclamation</a>.</p>'
        "<h2>Un problème avec votre logement</h2>"
        "<p>Adressez-vous d’abord à votre bailleur\u00a0: le label ne traite pas les demandes individuelles. "
        '<a href="/un-probleme/">Deux questions</a> disent à qui parler ensuite\u00a0; '
        '<a href="/locataires/">la page des locataires</a> explique le label.</p>'
    ),
}
LEGAL = {
    "title": "Mentions légales",
    "slug": "mentions-legales",
    "intro": "Qui publie ce site, qui l’héberge, ce que vous pouvez réutiliser.",
    "body": (
        "<h2>Marque</h2>"
        "<p>Quali’Hlm est une marque déposée. Son usage est soumis à autorisation.</p>"
        "<h2>Réutilisation</h2>"
        "<p>Les données de l’annuaire sont placées sous Licence Ouverte 2.0 (Etalab). Citez la source et "
        "la date.</p>"
    ),
}
PRIVACY = {
    "title": "Données personnelles",
    "slug": "donnees-personnelles",
    "intro": "Les pages publiques se lisent sans rien donner de vous, et ne posent aucun traceur.",
    "body": (
        "<h2>Ce que vous nous écrivez</h2>"
        "<p>Un message, un signalement, une réclamation\u00a0: votre texte et, si vous les donnez, votre nom et "
        "votre adresse, pour vous répondre. Ceux qui répondent les lisent, personne d’autre.</p>"
        "<h2>Ce que le portail garde</h2>"
        "<p>Pour les personnes qui ont un compte\u00a0: nom, adresse électronique, fonction, actes accomplis. "
        "Ces données servent à instruire les dossiers du label et à prouver qui a décidé quoi.</p>"
        "<p>Pour qui s’inscrit à un rendez-vous\u00a0: nom, adresse électronique, organisme et, si vous le "
        "dites, ce dont vous avez besoin pour participer. La direction de la communication et le "
        "référent du label les lisent.</p>"
        "<p>Le tableau au bas de cette page dit combien de temps chaque chose est gardée.</p>"
        "<h2>Ce que l’annuaire publie</h2>"
        "<p>Des organismes, jamais des personnes. Un auditeur n’y paraît qu’avec son accord.</p>"
        "<h2>Vos droits</h2>"
        "<p>Accès, rectification, effacement dans les limites de la loi\u00a0: "
        '<a href="/contact/ecrire/">écrivez-nous</a>. Vous pouvez aussi saisir la Cnil.</p>'
        "<h2>Témoins de connexion</h2>"
        "<p>Un témoin de session pour les membres, un autre contre la falsification des formulaires. "
        "Rien d’autre, aucun service extérieur.</p>"
    ),
}
LEGAL_FACTS = {
    "publisher": "Éditeur à renseigner",
    "publisher_address": "Adresse à renseigner",
    "director": "Nom à renseigner",
    "host": "Hébergeur à renseigner",
    "host_address": "Adresse à renseigner",
}
ACCESSIBILITY_FACTS = {
    "conformity": "none",
    "declared_on": date(2026, 11, 1),
    "contact": "accessibilite@qualihlm.example",
}
ACCESSIBILITY = {
    "title": "Accessibilité",
    "slug": "accessibilite",
    "intro": "Accessibilité\u00a0: non conforme, faute d’audit à ce jour.",
    "body": (
        "<p>Le portail est conçu selon le RGAA 4.1. Aucun audit de conformité n’a encore été mené\u00a0: il est "
        "donc déclaré non conforme.</p>"
        "<h2>Ce qui est fait</h2>"
        "<p>Tout se fait au clavier et sans JavaScript. Les états sont dits en mots autant qu’en couleurs. "
        "Chaque graphique a son tableau. Les documents PDF sont balisés.</p>"
        "<h2>Signaler un obstacle</h2>"
        '<p><a href="/contact/ecrire/">Écrivez-nous</a>. Sans réponse satisfaisante, vous pouvez saisir le '
        "Défenseur des droits.</p>"
    ),
}
SITE_MAP = {
    "title": "Plan du site",
    "slug": "plan-du-site",
    "intro": "Toutes les pages publiques.",
    "body": "",
    "lists_pages": True,
}
COOKIES = {
    "title": "Cookies",
    "slug": "cookies",
    "intro": "Trois témoins, nécessaires, et aucun autre. C’est pourquoi rien ne vous est demandé.",
    "body": (
        "<h2>Les trois témoins du portail</h2>"
        "<ul><li><b>La session</b> : elle retient que vous êtes connecté. Elle naît à la connexion et "
        "s’efface à la déconnexion, ou après douze heures.</li>"
        "<li><b>La protection des formulaires</b> : elle prouve qu’un envoi vient bien de votre "
        "navigateur. Elle naît quand vous ouvrez un formulaire.</li>"
        "<li><b>L’appareil connu</b> : il vous laisse entrer d’ici, même quand un inconnu essaie d’ouvrir votre "
        "compte. Il ne contient aucun nom et s’efface après six mois.</li></ul>"
        "<h2>Ce qu’il n’y a pas</h2>"
        "<p>Aucun témoin d’audience, aucune publicité, aucune vidéo ni police servie par un autre site. "
        "Le portail compte lui-même combien de fois chaque page publique est lue dans la journée\u00a0: "
        "ni votre adresse, ni votre appareil, ni votre parcours n’y figurent. "
        "Une page publique sans formulaire n’enregistre rien dans votre navigateur.</p>"
    ),
}


def typeset(text):
    """French spaces: U+00A0 before « : ; ! ? » and inside « »."""
    for sign in ":;!?»":
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text.replace("«\u00a0", "«\u00a0")


def as_page(page):
    """Typeset; a body that is a text is a single text block."""
    said = {key: typeset(value) if isinstance(value, str) else value for key, value in page.items()}
    if isinstance(said["body"], str):
        said["body"] = [("text", said["body"])] if said["body"] else []
    return said


PAGES = [as_page(page) for page in (CONTACT, LEGAL, PRIVACY, ACCESSIBILITY, SITE_MAP)]
