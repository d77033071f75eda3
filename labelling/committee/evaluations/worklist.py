"""Tasks of the evaluation of auditors on a member's home: for the organism and for the office."""

from datetime import timedelta

from django.urls import reverse

from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.rules import awaited_of_office, awaited_of_organism
from portal.ui import words
from portal.web.worklist import DO, Task, source

MOST = 20


def _task(_user, one):
    return Task(
        DO,
        f"Évaluer l’auditeur {words.of(one.dossier.organism.name)}",
        f"{one.reference}, {one.auditor}",
        reverse("labelling:evaluation_give", args=[one.reference]),
        "vous",
        one.validated_on + timedelta(current_grid().days),
        "Évaluer",
        date_label="Jusqu’au",
    )


@source("auditor__user", "dossier__organism", tell=_task, most=MOST)
def of_organism(user):
    rows = awaited_of_organism(user)
    return None if rows is None else rows.order_by("validated_on", "pk")


@source("auditor__user", "dossier__organism", tell=_task, most=MOST)
def of_office(user):
    rows = awaited_of_office(user)
    return None if rows is None else rows.order_by("validated_on", "pk")
