"""Views of the process map: the map, the cases of one of its parts, the time of a dossier."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.process_map import drawing, listing
from labelling.steering.process_map.cases.causes import Cause, avoided_by, by_cause, longest, pieces
from labelling.steering.process_map.cases.lives import life_of
from labelling.steering.process_map.exports import CASES, LINES
from labelling.steering.process_map.pages import kept_of, map_page
from labelling.steering.process_map.reading import Asked
from labelling.steering.process_map.rules import whole
from portal.core import clock
from portal.exports.tables import exported
from portal.web.pages import only, visible_or_404
from portal.web.pagination import Paginator

FOLDER = "labelling/process_map"
A_PAGE = 50


@exported(LINES)
def process_map(request):
    asked = Asked(request.user, request.GET)
    if asked.row is None:
        return render(request, f"{FOLDER}/map.html", {"chosen": asked, "form": asked.form})
    drawn = map_page(asked)
    asked.offered = drawn["offered"]
    return render(request, f"{FOLDER}/map.html", drawn | {"chosen": asked, "form": asked.form})


@exported(CASES)
def process_cases(request):
    only(whole, request.user)
    asked = Asked(request.user, request.GET)
    page = Paginator(listing.stays(request.user, request.GET), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "chosen": asked,
        "page": page,
        "rows": listing.things_of(asked.machine, page.object_list),
        "back": f"{reverse('labelling:process_map')}?{urlencode(kept_of(asked))}",
        "part": _part_said(asked),
    }
    return render(request, f"{FOLDER}/cases.html", context)


def dossier_time(request, reference):
    """« Où est passé le temps ? »: the causes add up to the days of the dossier."""
    dossier = visible_or_404(LabelDossier, request.user, reference=reference)
    only(whole, request.user, dossier)
    life = life_of(dossier, clock.today())
    found = pieces(life)
    total = (life.until - life.states[0][0]).days
    worst = longest(found)
    waited = longest([one for one in found if one.cause == Cause.SOMEBODY])
    context = {
        "dossier": dossier,
        "life": life,
        "began_on": life.states[0][0],
        "total": total,
        "causes": [
            {
                "label": f"{cause.label}, {holder}",
                "a": days,
                "cause": cause,
                "holder": holder,
                "days": days,
            }
            for (cause, holder), days in by_cause(found).items()
        ],
        "pieces": [(one, LabelDossier.State(one.state).label) for one in found],
        "told": [
            (title, one, avoided_by(one))
            for title, one in (
                ("Ce qui a duré le plus", worst),
                ("La plus longue attente de quelqu’un", waited),
            )
            if one and (one is worst or waited is not worst)
        ],
    }
    return render(request, f"{FOLDER}/dossier_time.html", context)


def _part_said(asked):
    """The words of the part that the address names."""
    query, states = asked.query, asked.machine.table.states
    word = lambda code: str(states.get(code, code))  # noqa: E731 -- a name for the next lines
    if code := query.get("etat"):
        return f"État «\u00a0{word(code)}\u00a0»"
    if query.get("vers"):
        return f"Passage de «\u00a0{word(query.get('de', ''))}\u00a0» à «\u00a0{word(query['vers'])}\u00a0»"
    if act := query.get("repris"):
        return f"Reprise\u00a0: {drawing.act_label(asked.machine, act).lower()}"
    if query.get("chemin"):
        return "Un parcours réel"
    if query.get("cause"):
        return f"Attente\u00a0: {query.get('qui', '')}"
    return (
        f"Écart au plan\u00a0: {query.get('etape', '')}" if query.get("ecart") else "Tous les cas"
    )
