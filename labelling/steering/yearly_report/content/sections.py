"""Sections of a yearly report: one a family of figures, with its title, in the order of the report."""

import hashlib

from labelling.parties.organisms.rules import instructor
from portal.figures import all_figures

TITLES = {
    "stock": "Où en est le label",
    "flows": "Les mouvements de l’année",
    "delays": "Les délais",
    "audits": "Les audits et leurs constats",
    "tenants": "Les locataires associés",
    "satisfaction": "La satisfaction des locataires",
    "organisms": "La satisfaction des organismes",
    "situations": "Les situations prioritaires",
    "committee": "Le comité de labellisation",
    "accreditations": "Les auditeurs agréés",
    "requests": "Les réclamations et les recours",
    "support": "L’appui-conseil aux organismes",
    "communication": "La promotion du label",
    "practices": "Les bonnes pratiques",
    "site": "Le site et les rendez-vous",
}


def title(code):
    return TITLES.get(code, code.replace("_", " ").capitalize())


def sections():
    """[{"code", "is_kept", "text", "figures"}] of a new report: every family that has figures.

    What others than the office read already is ticked; the office ticks what else it wants to publish.
    """
    by_family = {}
    for figure in all_figures():
        by_family.setdefault(figure.family, []).append(figure)
    known = [code for code in TITLES if code in by_family]
    others = [code for code in by_family if code not in TITLES]
    return [_section(code, by_family[code]) for code in (*known, *others)]


def _section(code, figures):
    chosen = [
        figure.code for figure in figures if figure.is_public or figure.readers is not instructor
    ]
    return {
        "code": code,
        "is_kept": bool(chosen),
        "text": "",
        "is_computed": False,
        "figures": chosen,
    }


def figures_of(code):
    """The codes of every figure of a section."""
    return [figure.code for figure in all_figures() if figure.family == code]


def as_last_year(kept):
    """The choices and the order of a report that two people have published, without its texts, and what came since."""
    return completed([one | {"text": "", "is_computed": False} for one in kept])


def completed(kept):
    """The sections of a former version, with the families that came since; computed sentences are computed again."""
    codes = {one["code"] for one in kept}
    again = [
        one | {"text": "" if one.get("is_computed") else one["text"], "is_computed": False}
        for one in kept
    ]
    return [*again, *(one for one in sections() if one["code"] not in codes)]


def stamp(section):
    """What a form has shown of a section."""
    shown = repr([section["is_kept"], section["text"], sorted(section["figures"])])
    return hashlib.sha256(shown.encode()).hexdigest()[:16]
