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
    served = {region for _, region in held}
    return [
        labelled_figure(len(held)),
        engaged_figure(len(rows) - len(held)),
        {
            "label": "logements des organismes labellisés",
            "value": words.number(sum(homes for homes, _ in held)),
        },
        {
            "label": words.agreed(len(served), "région représentée", "régions représentées"),
            "value": len(served),
        },
    ]


def labelled_figure(many):
    label = words.agreed(many, "organisme labellisé", "organismes labellisés")
    return {"label": f"{label} aujourd’hui", "value": many}


def engaged_figure(many):
    one, several = "organisme engagé qui l’annonce", "organismes engagés qui l’annoncent"
    return {"label": words.agreed(many, one, several), "value": many}
