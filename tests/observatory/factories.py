"""Factories of practices, complete by default."""

import itertools

from observatory.practices.models import GoodPractice
from portal.access.references import next_reference

_numbers = itertools.count(1)
WHOLE = {
    "title": "Visiter les halls avec les locataires",
    "summary": "Quatre fois par an, gardien et locataires notent ensemble le hall.",
    "year_started": 2023,
    "maturity": "deployed",
    "action_type": "local",
    "budget_band": "LT5K",
    "context": "Personne ne voyait les contrôles.",
    "description": "Une grille d’une page, notée ensemble.",
    "reproduction": "Commencer par trois résidences.",
    "tenants_role": "Coauteurs de la grille.",
    "results": "Les réclamations baissent.",
    "contact_function": "Direction de la proximité",
    "contact_email": "proximite@valmeyre.example",
    "reuse_licence": "CC BY 4.0",
    "themes": ["T07"],
    "management_agreement_on": "2026-01-02",
}


def make_practice(organism, state="draft", **fields):
    n = next(_numbers)
    facts = WHOLE | {"slug": f"pratique-{n}", "reference": next_reference("QH-P", 2026)}
    if state in ("published", "review_due", "archived", "withdrawn"):
        facts |= {"published_on": "2026-02-01", "review_due_on": "2028-02-01"}
    practice = GoodPractice.objects.create(organism=organism, state=state, **facts | fields)
    return GoodPractice.objects.get(pk=practice.pk)


def fire(practice, step, by, **data):
    return practice.workflow.fire(practice, step, by=by, **data)


def say(reason="Le coût n’est pas dit, ni la durée.", *reasons):
    """What a reader answers."""
    return {"reason": reason, "reasons": list(reasons) or ["source"]}
