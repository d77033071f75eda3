"""Screen of one label decided before the portal: what is typed there, and its act."""

from datetime import date

from django.urls import reverse

from labelling.steering.history_import.labels import actions
from portal.scenario.files import document
from portal.web.submissions.once import new_key
from tests.labelling.history_import.conftest import plain

DECIDED = date(2024, 12, 5)
DAYS = {"start_on": DECIDED, "end_on": date(2027, 12, 4)}
SAID = {
    "stated_by": "Odile Garance, directrice",
    "stated_on": date(2026, 11, 20),
    "statement": "Le comité nous a accordé le label, la lettre est jointe.",
}
FACTS = (
    DAYS
    | SAID
    | {
        "decided_on": DECIDED,
        "is_renewal": False,
        "with_recommendations": True,
        "dates_reason": "",
        "rules": "",
        "number": "lab-2024.7",
        "homes": 4200,
        "perimeter": "Tout le patrimoine",
    }
)
TYPED = {
    "start_on": "2024-12-05",
    "end_on": "2027-12-04",
    "number": "lab-2024.7",
    "stated_by": SAID["stated_by"],
    "stated_on": "2026-11-20",
    "statement": SAID["statement"],
}


def proof():
    return document("Décision", "Lettre du comité")


def take_over(organism, by, **changes):
    return actions.take_over(organism, by=by, proof=proof(), **FACTS | changes)


def door(organism, decision="2024-12-05", kind="initial"):
    address = reverse("labelling:label_take_over")
    return f"{address}?organisme={organism.slug}&type={kind}&decision={decision}"


def typed(**changes):
    return TYPED | {"proof": proof(), "once": new_key()} | changes


def told(page):
    return plain(page.content)


def served(client, stored):
    answer = client.get(stored.get_absolute_url())
    answer.close()
    return answer.status_code
