"""Sections of the public site: which pages stand together, and the bar's entries that lead to them.

Every page links to them, so their addresses may not change (`home.guards`).
"""

LABEL = (
    ("Le label", "/le-label/"),
    ("Le parcours", "/le-parcours/"),
    ("La gouvernance", "/la-gouvernance/"),
    ("Le cadre d’évaluation", "/le-label/cadre/"),
    ("Les auditeurs", "/les-auditeurs/"),
    ("Devenir labellisé", "/devenir-labellise/"),
    ("Questions", "/questions/"),
)
TENANTS = (
    ("Locataires", "/locataires/"),
    ("Un problème\u00a0?", "/un-probleme/"),
)
NEWS = (
    ("Actualités", "/actualites/"),
    ("Agenda", "/agenda/"),
    ("Presse", "/presse/"),
    ("Ressources", "/ressources/"),
    ("Partenaires", "/partenaires/"),
)
SECTIONS = (LABEL, TENANTS, NEWS)


def current_tab(sections, path):
    """[{label, url, is_current}] of the section of this address; empty outside of any.

    The longest address that holds the path is the current one.
    """
    for section in sections:
        within = [url for _, url in section if path.startswith(url)]
        if within:
            here = max(within, key=len)
            return [
                {"label": label, "url": url, "is_current": url == here} for label, url in section
            ]
    return []


def roots(section):
    return tuple(url for _, url in section)
