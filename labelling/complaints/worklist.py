"""Demands in the three lists: to answer, late ones first; an organism's appeal; its delay to appeal."""

from labelling.complaints import lodging
from labelling.complaints.handling import handled
from labelling.complaints.listing import open_rows
from labelling.complaints.navigation import has_demands
from labelling.complaints.pages import lodging_rows
from labelling.complaints.rules import desk
from labelling.organisms.rules import chair, committee_office, instructor
from portal.workflow import WORKFLOWS
from portal.worklist import DO, WAIT, WATCH, Task, provider

MOST = 20
KEYS = {"reclamation": "handled_complaint", "recours": "handled_appeal"}


def holds_the_ball(user, row):
    """Whether the next step is this person's."""
    if row.kind in KEYS and row.state in ("acknowledged", "investigated"):
        return row.pk in handled(KEYS[row.kind])(user)
    if row.kind == "recours":
        return (chair if row.state == "decided" else committee_office)(user, None)
    return (instructor if row.kind == "reclamation" else desk)(user, None)


@provider
def demands(user):
    """One query for all kinds."""
    if not has_demands(user):
        return []
    return [
        Task(
            DO if holds_the_ball(user, row) else WAIT,
            f"{row.noun}, {row.subject}" if row.subject else row.noun,
            f"{row.reference}, {row.word.lower()}",
            row.url,
            WORKFLOWS[row.model].hands[row.state],
            row.due_on,
            date_label="À faire avant le",
        )
        for row in open_rows(user, MOST)
    ]


@provider
def appeals_open(user):
    """D16: a signatory's delay to appeal, while it runs."""
    if not lodging.signed_for(user):
        return []
    return [
        Task(
            WATCH,
            f"Recours possible, {row['organism']}",
            row["said"],
            "/espace/recours/",
            "l’organisme",
            row["last_day"],
            date_label="Jusqu’au",
        )
        for row in lodging_rows(user)[:MOST]
    ]
