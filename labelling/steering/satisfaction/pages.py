"""Context of the pages of satisfaction: the surveys, an organism's own results beside the medians of its like."""

from django.db.models import Avg, Count, Sum
from django.urls import reverse

from labelling.parties.organisms.panels import Panel
from labelling.steering.satisfaction import consents
from labelling.steering.satisfaction.cohorts import cohort_of, whole
from labelling.steering.satisfaction.models import SatisfactionResult, SatisfactionSurvey
from labelling.steering.satisfaction.questions import OVERALL, questions
from labelling.steering.satisfaction.rules import LEAST, consenter, member, office

ABOVE, BELOW, SAME = "au-dessus", "en dessous", "à la médiane"


def surveys(user):
    rows = SatisfactionSurvey.objects.visible_to(user)
    return rows.annotate(
        organisms=Count("results"),
        respondents=Sum("results__respondents"),
        mean=Avg("results__overall"),
    )


def results_of(user, organism):
    """Its results that `user` sees, the latest survey first."""
    rows = SatisfactionResult.objects.visible_to(user).filter(organism=organism)
    return list(rows.select_related("survey").order_by("-survey__year"))


def own(organism, user):
    """The page of an organism: its latest survey question by question, its years, the comparison."""
    results = results_of(user, organism)
    has_consented = consents.has_consented(organism)
    cohort = cohort_of(organism, results[0].survey) if results and has_consented else None
    return {
        "organism": organism,
        "results": results,
        "latest": results[0] if results else None,
        "lines": _lines(results[0], cohort) if results else [],
        "points": [(str(one.survey.year), float(one.overall)) for one in reversed(results)],
        "has_consented": has_consented,
        "cohort": cohort,
        "least": LEAST,
        "may_consent": consenter(user, organism),
        "is_theirs": member(user, organism),
        "is_office": office(user, organism),
    }


def _lines(result, cohort):
    """A line a question that the survey asked it, and its median where the cohort tells one."""
    told = {OVERALL: float(result.overall)} | result.rates
    medians = cohort.medians() if cohort else {}
    return [
        {
            "label": one.label,
            "a": told[one.code],
            "b": medians.get(one.code),
            "place": _place(told[one.code], medians.get(one.code)),
        }
        for one in questions()
        if one.code in told
    ]


def _place(value, middle):
    """Where it stands, in whole points as the median is."""
    if middle is None:
        return ""
    mine = whole(value)
    return SAME if mine == middle else ABOVE if mine > middle else BELOW


def panel(user, organism, dossier=None):
    """On the page of an organism, for itself and the office: its last survey."""
    if dossier or not (member(user, organism) or office(user, organism)):
        return None
    results = results_of(user, organism)
    if not results:
        return None
    url = reverse("labelling:organism_satisfaction", args=[organism.slug])
    return Panel("labelling/satisfaction/panel.html", {"result": results[0], "url": url})
