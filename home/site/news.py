"""Initial text of the section « Actualités »: news, agenda, press, resources, partners."""

from home.texts import typeset

NEWS = {
    "title": "Actualités",
    "slug": "actualites",
    "intro": "Ce qui se passe autour du label, sujet par sujet.",
    "body": "",
}
AGENDA = {
    "title": "Agenda",
    "slug": "agenda",
    "intro": "Congrès, actions régionales, journées du club et des auditeurs, séances du comité.",
    "body": "",
}
PRESS = {
    "title": "Presse",
    "slug": "presse",
    "intro": "Chiffres et séries, communiqués, photographies, logo et contact.",
    "body": "",
    "contact": "Direction de la communication de l’USH",
    "logo_terms": typeset(
        "<p>Quali’Hlm est une marque. Le logo n’est pas libre\u00a0: seuls les organismes autorisés "
        "l’emploient, tant que leur label court.</p>"
        "<p>Un journal, une radio ou un site qui parle du label peut le reproduire, sans le modifier, "
        "après accord de la direction de la communication.</p>"
    ),
}
RESOURCES = {
    "title": "Ressources",
    "slug": "ressources",
    "intro": "Les documents publics du label, par sorte.",
    "body": "",
}
PARTNERS = {
    "title": "Partenaires",
    "slug": "partenaires",
    "intro": "Celles et ceux qui font connaître le label, en région et au plan national.",
    "body": "",
}
