"""Demands in the three lists: to answer, late ones first; an organism's appeal; its delay to appeal."""

from labelling.complaints import lodging
from labelling.complaints.handling import handled
from labelling.complaints.listing import open_rows
from labelling.complaints.navigation import has_demands
from labelling.complaints.pages import lodging_rows
from labelling.complaints.rules import desk
from labelling.organisms.rules import chair, committee_office, instructor
from portal.web.worklist import DO, WAIT, WATCH, Task, provider
from portal.workflow import WORKFLOWS

MOST = 20
KEYS = {"reclamation": "handled_complaint", "recours": "handled_appeal"}


def holds_the_ball(user, row):
    """Whether the next step is this person's."""
    if row.kind in KEYS and row.is_assigned and row.state in ("acknowledged", "investigated"):
        return row.pk in handled(KEYS[row.kind])(user)
    if row.kind == "recours":
        return (chair if row.state == "decided" else committee_office)(user, None)
    return (instructor if row.kind == "reclamation" else desk)(user, None)


@provider
def demands(user):
    """One query for all kinds."""
    if not has_demands(user):
        return []
    return [_task(user, row) for row in open_rows(user, MOST)]


def _task(user, row):
    is_mine = holds_the_ball(user, row)
    hands = WORKFLOWS[row.model].hands
    hand = hands[row.state] if row.is_assigned else hands["received"]  # who names the handlers
    return Task(
        DO if is_mine else WAIT,
        f"{row.noun}, {row.subject}" if row.subject else row.noun,
        f"{row.reference}, {row.word.lower()}",
        row.url,
        "vous" if is_mine else hand,
        row.due_on,
        date_label="À faire avant le",
    )


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
