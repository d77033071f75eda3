"""The figures of the label as the home and the press read them: computed today, in one reading."""

from django.db.models import Value

from labelling import public
from portal.ui import words


def shown():
    """Rows of the tag `figures`."""
    labelled = public.labelled_organisms().values_list(Value("labelled"), "homes", "region", "pk")
    engaged = public.engaged_organisms().values_list(Value("engaged"), "homes", "region", "pk")
    rows = list(labelled.order_by().union(engaged.order_by()).order_by())
    held = [(homes, region) for kind, homes, region, _ in rows if kind == "labelled"]
    return [
        {"label": "organismes labellisés aujourd’hui", "value": len(held)},
        {"label": "organismes engagés qui l’annoncent", "value": len(rows) - len(held)},
        {
            "label": "logements des organismes labellisés",
            "value": words.number(sum(homes for homes, _ in held)),
        },
        {"label": "régions représentées", "value": len({region for _, region in held})},
    ]
