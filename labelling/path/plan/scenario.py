"""Scenario acts of the action plan."""

from labelling.path.plan import edits
from portal.core import clock, working_days
from portal.scenario import act

HORIZON = 6  # months


@act("plan.add", screen="labelling:plan_add", who="l’organisme")
def add(by, on, actions):
    """Add actions: a list of {title, scope, owner, due_on, indicator, criterion_code}."""
    due_on = working_days.add_months(clock.today(), HORIZON)
    defaults = {
        "scope": "transversal",
        "owner": "Direction de la qualité",
        "due_on": due_on,
        "indicator": "Part des engagements tenus",
    }
    return edits.add_actions(on, [defaults | action for action in actions], by=by)[0]


@act("plan.cover_priorities", screen="labelling:plan_add", who="l’organisme")
def cover_priorities(by, on):
    """Add a local action for each priority situation that has none."""
    covered = set(on.actions.filter(scope="local").values_list("residence_id", flat=True))
    due_on = working_days.add_months(clock.today(), HORIZON)
    rows = [
        {
            "scope": "local",
            "residence": rating.residence,
            "title": f"Remettre à niveau la propreté et la maintenance, {rating.residence}",
            "owner": f"Responsable de secteur, {rating.residence.agency}",
            "due_on": due_on,
            "indicator": "Index de la résidence à la prochaine cotation",
        }
        for rating in on.ratings.filter(level="priority").select_related("residence")
        if rating.residence_id not in covered
    ]
    if rows:
        edits.add_actions(on, rows, by=by)


@act("plan.validate", screen="labelling:plan_validate", who="la personne signataire")
def validate(by, on):
    """The signatory validates the plan."""
    edits.validate(on, by=by)


@act("plan.advance", screen="labelling:plan_action", who="l’organisme")
def advance(by, on, progress):
    """Say where actions stand: {number: planned, doing, done or dropped}; a number without action is skipped."""
    said = {int(number): value for number, value in progress.items()}
    for action in on.actions.filter(number__in=said).order_by("number"):
        edits.change(action, {"progress": said[action.number]}, by=by)
