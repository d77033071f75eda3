"""The figures of the label as the home and the press read them: computed today, in one reading."""

from labelling import public
from portal.ui import words


def shown():
    """Rows of the tag `figures`."""
    told = public.headcounts()
    return [
        {"label": "organismes labellisés aujourd’hui", "value": told["labelled"]},
        {"label": "organismes engagés qui l’annoncent", "value": told["engaged"]},
        {"label": "logements des organismes labellisés", "value": words.number(told["homes"])},
        {"label": "régions représentées", "value": told["regions"]},
    ]
