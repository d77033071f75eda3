"""Edits of the action plan; a change after its validation undoes it."""

from django.db.models import Max

from labelling.parties.organisms.rules import signatory
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts.preparation import PreparedPart
from labelling.path.dossiers.steps import readiness, windows
from labelling.path.plan.models import Action, ActionPlan
from labelling.path.plan.search_sources import ACTIONS
from portal.core import clock
from portal.revisions import record
from portal.search import index
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Forbidden, Problem, Refused, acting

FIELDS = (
    "scope",
    "residence",
    "title",
    "criterion_code",
    "owner",
    "start_on",
    "due_on",
    "indicator",
    "last_value",
    "budget",
    "origin",
    "comment",
    "progress",
)
S = LabelDossier.State
EXAMINED = (S.AUDIT, S.FOLLOW_UP, S.REVIEW, S.SCHEDULED)
HELD = ("pending", "active", "extended", "suspended")  # states of a label that is not over
TEXTS = {"title": "action", "indicator": "action-indicateur"}  # whose revisions are kept


PART = PreparedPart(
    "Seul un membre de l’organisme peut modifier le plan d’actions.",
    "Le plan d’actions s’écrit entre la recevabilité et l’ouverture de l’audit.",
)
closed, may_write = PART.closed, PART.may_write


def stuck(dossier, by):
    """Why this person cannot write the progress of actions now, or None: it goes on after the plan is frozen.

    From the recevabilité to the end of the label; only the text of the plan stops at the audit.
    """
    problem = closed(dossier, by)
    if problem is None or problem.code == "forbidden":
        return problem
    if dossier.state in EXAMINED or (dossier.state == S.GRANTED and _is_held(dossier)):
        return None
    return Problem(
        "state", "L’avancement des actions s’écrit de la recevabilité à la fin du label."
    )


def _is_held(dossier):
    return dossier.labels.filter(state__in=HELD).exists()


def add_actions(dossier, rows, *, by, is_quiet=False):
    """`rows`: dicts of Action's fields; numbered after the last one."""
    may_write(dossier, by)
    said = "a ajouté une action" if len(rows) == 1 else f"a ajouté {len(rows)} actions"
    data = {}
    with acting(dossier, by=by, act="plan_add", sentence=said, data=data) as current:
        may_write(current, by)
        last = dossier.actions.aggregate(last=Max("number"))["last"] or 0
        made = Action.objects.bulk_create(
            [
                Action(dossier=dossier, number=last + n, created_at=clock.now(), **row)
                for n, row in enumerate(rows, 1)
            ]
        )
        index.keep(ACTIONS, Action.objects.filter(pk__in=[one.pk for one in made]))
        record(current, _texts((one, {}) for one in made), by=by, is_quiet=is_quiet)
        data["validation_undone"] = _undo_validation(current, is_quiet)
    return made


def _texts(rows):
    """{(code, number): (before, after)} of the texts of actions; `rows`: (action, values before)."""
    return {
        (code, str(one.number)): (before.get(field, ""), getattr(one, field))
        for one, before in rows
        for field, code in TEXTS.items()
    }


def change(action, values, *, by, seen=None, is_quiet=False):
    """Change the fields of one action; a change of progress alone keeps the validation."""
    may_write(action.dossier, by)
    how = {"sentence": f"a modifié l’action {action.number}", "data": {}, "is_quiet": is_quiet}
    data = how["data"]
    with acting(action.dossier, by=by, act="plan_change", **how) as current:
        may_write(current, by)
        known = Action.objects.select_related("residence").get(pk=action.pk)
        refuse_if_changed(known, FIELDS, seen)
        changed = [name for name, value in values.items() if getattr(known, name) != value]
        before = {name: getattr(known, name) for name in TEXTS}
        for name in changed:
            setattr(known, name, values[name])
        known.full_clean(exclude=["dossier"])
        known.save(update_fields=changed)
        record(current, _texts([(known, before)]), by=by, is_quiet=is_quiet)
        data |= {"fields": changed, "number": action.number}
        if set(changed) - {"progress"}:
            data["validation_undone"] = _undo_validation(current, is_quiet)
    return known


def advance(action, progress, *, by, seen=None):
    """Say how far an action is; its text and the signature of the plan stay as they are."""
    may_advance(action.dossier, by)
    said = Action.Progress(progress).label
    how = {
        "sentence": f"a noté l’action {action.number} «\u00a0{said}\u00a0»",
        "data": {"fields": ["progress"], "number": action.number},
    }
    with acting(action.dossier, by=by, act="plan_change", **how) as current:
        may_advance(current, by)
        known = Action.objects.select_related("residence").get(pk=action.pk)
        refuse_if_changed(known, FIELDS, seen)
        known.progress = progress
        known.save(update_fields=["progress"])
    return known


def may_advance(dossier, by):
    if problem := stuck(dossier, by):
        raise (Forbidden if problem.code == "forbidden" else Refused)(problem)


def not_signatory(dossier, by):
    """BR-03: a Problem unless this person signs for the organism."""
    if signatory(by, dossier):
        return None
    sentence = "Seule la personne signataire de l’organisme peut valider le plan d’actions."
    return Problem("forbidden", sentence)


def validate(dossier, *, by):
    """The signatory's act, which the audit waits for, on a complete plan (BR-18, BR-19)."""
    if problem := not_signatory(dossier, by):
        raise Forbidden(problem)
    may_write(dossier, by)
    with acting(
        dossier, by=by, act="plan_validate", sentence="a validé le plan d’actions"
    ) as current:
        may_write(current, by)
        if problems := incomplete(current):
            raise Refused(*problems)
        if current.state == current.State.PREPARATION:  # D05 is kept; the audit's window is next
            window = windows.audit_window(current)
            current.due_on = window[1] if window else None
        ActionPlan.objects.update_or_create(
            dossier=dossier, defaults={"validated_on": clock.today(), "validated_by": by}
        )


def incomplete(dossier):
    """What a plan lacks before its signature: the same guards as the request of the audit."""
    priority = readiness.priorities_covered(dossier)
    return [*readiness.plan_complete(dossier), *([priority] if priority else [])]


def _undo_validation(dossier, is_quiet=False):
    """True when a validation was undone. The caller saves the dossier.

    The date that it had met stays met: the next one has D05 from today, and never more than the dossier had left.
    A signature is undone by a press of the button, never by a save that nobody asked for.
    """
    plans = ActionPlan.objects.filter(dossier=dossier, validated_on__isnull=False)
    if is_quiet and plans.exists():
        text = "le plan est validé ; votre changement s’enregistre par le bouton, et le plan est à valider de nouveau."
        raise Refused(Problem("validated", text))
    undone = bool(plans.update(validated_on=None, validated_by=None))
    if undone and dossier.state == dossier.State.PREPARATION:
        again = dossier.due_date("D05")
        dossier.due_on = min(again, dossier.due_on or again)
    return undone
