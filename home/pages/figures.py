"""Figures of the label for the home and the press, computed today in one pass."""

from labelling import public
from portal.ui import words


def figure_rows():
    """Rows of the template tag `figures`."""
    told = public.headcounts()
    return [
        labelled_figure(told["labelled"]),
        engaged_figure(told["engaged"]),
        {
            "label": "logements des organismes labellisés",
            "value": public.homes_total(told["homes"], told["labelled"]),
        },
        {
            "label": words.agreed(told["regions"], "région représentée", "régions représentées"),
            "value": told["regions"],
        },
    ]


def labelled_figure(many):
    label = words.agreed(many, "organisme labellisé", "organismes labellisés")
    return {"label": f"{label} aujourd’hui", "value": many}


def engaged_figure(many):
    one, several = "organisme engagé qui l’annonce", "organismes engagés qui l’annoncent"
    return {"label": words.agreed(many, one, several), "value": many}


def region_figures(code, organisms):
    """The same of a region: `organisms` are those labelled there."""
    engaged = public.engaged_organisms().filter(region=code).count()
    auditors = sum(code in one.regions for one in public.accredited_auditors())
    return [
        labelled_figure(len(organisms)),
        {
            "label": words.agreed(
                len(organisms), "logements de cet organisme", "logements de ces organismes"
            ),
            "value": public.homes_range(sum(one.homes for one in organisms), len(organisms)),
        },
        engaged_figure(engaged),
        {
            "label": words.agreed(
                auditors, "auditeur agréé qui y intervient", "auditeurs agréés qui y interviennent"
            ),
            "value": auditors,
        },
    ]
