"""Tasks of requests on a member's home: to answer, late ones first; an organism's appeal."""

from datetime import date

from django.db.models.query import EmptyQuerySet

from labelling.committee.complaints.appeals import actions, models
from labelling.committee.complaints.handlers.rules import handled
from labelling.committee.complaints.listing import about, agreed, assigned, upheld
from labelling.committee.complaints.listing import subject as subject_of
from labelling.committee.complaints.models import KINDS
from labelling.committee.complaints.navigation import has_demands
from labelling.committee.complaints.rules import desk
from labelling.parties.framework.deadlines import due_of
from labelling.parties.organisms.rules import chair, committee_office, instructor
from portal.core import clock
from portal.web.worklist import DO, WAIT, WATCH, Task, source

MOST = 20
KEYS = {"reclamation": "handled_complaint", "recours": "handled_appeal"}


def holds_the_ball(user, kind, row):
    """Whether the next step is this person's."""
    if kind in KEYS and row.assigned and row.state in ("acknowledged", "investigated", "proposed"):
        is_handled = row.pk in handled(KEYS[kind])(user)
        return is_handled and not (row.state == "proposed" and row.has_agreed)
    if (
        kind == "espace" and row.state == "to_specify"
    ):  # without an answer in time, it is the office's
        return row.due_on < clock.today() and instructor(user, None)
    if kind == "recours":
        return (chair if is_for_chair(row) else committee_office)(user, None)
    return (instructor if kind in ("reclamation", "espace") else desk)(user, None)


def is_for_chair(row):
    return row.state == "decided" and row.is_upheld


def most_urgent(rows):
    """Most urgent requests of all kinds."""
    rows = sorted(rows, key=lambda row: row[1].reference)
    rows.sort(key=lambda row: row[1].received_on, reverse=True)
    return sorted(rows, key=lambda row: row[1].due_on or date.max)[:MOST]


def _source(kind, model):
    def task(user, row):
        is_mine = holds_the_ball(user, kind, row)
        hands = row.workflow.hands
        hand = hands[row.state] if row.assigned else hands["received"]  # who names the handlers
        if kind == "recours" and row.state == "decided" and not row.is_upheld:
            hand = hands["received"]
        noun, subject = model._meta.verbose_name.capitalize(), subject_of(model, row.who)
        return Task(
            DO if is_mine else WAIT,
            f"{noun}, {subject}" if subject else noun,
            f"{row.reference}, {row.get_state_display().lower()}",
            row.get_absolute_url(),
            "vous" if is_mine else hand,
            row.due_on,
        )

    def is_of_office(row):
        """Once handlers are named, the work is theirs (BR-100), whoever had taken it before."""
        return kind not in KEYS or not row.assigned

    @source(tell=task, most=MOST, keep=most_urgent, is_shared=is_of_office)
    def rows(user):
        if not has_demands(user):
            return None
        found = model.objects.visible_to(user)
        if isinstance(found, EmptyQuerySet):
            return None
        found = found.filter(closed_on=None)
        found = found.annotate(
            who=about(model),
            assigned=assigned(model),
            has_agreed=agreed(model, user),
            is_upheld=upheld(model),
        )
        return found.order_by("due_on", "-received_on", "reference")

    return rows


for _kind, _model in KINDS.items():
    _source(_kind, _model)


def _reexamination(_user, appeal):
    return Task(
        DO,
        f"Réexamen à inscrire, {appeal.organism}",
        f"{appeal.reference}, recours accueilli",
        appeal.get_absolute_url(),
        "vous",
        button="Inscrire au comité",
    )


@source("organism", tell=_reexamination, most=MOST)
def reexaminations(user):
    """What the committee owes to an upheld appeal, until an agenda takes it."""
    return models.to_list().order_by("closed_on") if instructor(user, None) else None


def _appeal(_user, decision):
    last_day = due_of(decision, decision.notified_on)
    if last_day < clock.today():
        return None
    return Task(
        WATCH,
        f"Recours possible, {actions.organism_of(decision)}",
        actions.describe_decision(decision),
        "/espace/recours/",
        "l’organisme",
        last_day,
        date_label="Jusqu’au",
    )


def _appeals(dossier):
    @source("item__session", f"{dossier}__organism", tell=_appeal)
    def rows(user):
        """D16: a signatory's delay to appeal, while it runs."""
        return actions.dated(user, dossier)

    return rows


for _dossier in actions.PROCEDURES:
    _appeals(_dossier)
