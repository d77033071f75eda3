"""Writes the action plan; a change after its validation undoes it, and the journal says so."""

from django.db.models import Max

from labelling.organisms.rules import member, signatory
from labelling.plan.models import Action, ActionPlan
from portal import clock
from portal.workflow import Forbidden, Problem, Refused, acting

EDITABLE = ("registered", "diagnosis", "preparation")


def may_write(dossier, by):
    if not member(by, dossier):
        raise Forbidden(
            Problem("forbidden", "Seul un membre de l’organisme peut modifier le plan d’actions.")
        )
    if dossier.state not in EDITABLE:
        sentence = "Le plan d’actions s’écrit entre la recevabilité et l’ouverture de l’audit."
        raise Refused(Problem("state", sentence))


def add_actions(dossier, rows, *, by):
    """`rows`: dicts of Action's fields; numbered after the last one."""
    may_write(dossier, by)
    said = "a ajouté une action" if len(rows) == 1 else f"a ajouté {len(rows)} actions"
    with acting(dossier, by=by, act="plan_add", sentence=said):
        last = dossier.actions.aggregate(last=Max("number"))["last"] or 0
        made = Action.objects.bulk_create(
            [
                Action(dossier=dossier, number=last + n, created_at=clock.now(), **row)
                for n, row in enumerate(rows, 1)
            ]
        )
        _undo_validation(dossier)
    return made


def change(action, values, *, by, expected_version=None):
    """Change the fields of one action; a change of progress alone keeps the validation."""
    may_write(action.dossier, by)
    with acting(
        action.dossier,
        by=by,
        act="plan_change",
        sentence=f"a modifié l’action {action.number}",
        expected_version=expected_version,
    ):
        for name, value in values.items():
            setattr(action, name, value)
        action.full_clean(exclude=["dossier"])
        action.save(update_fields=list(values))
        if set(values) - {"progress"}:
            _undo_validation(action.dossier)


def validate(dossier, *, by):
    """The signatory's act (§9.1, guard of line 10)."""
    if not signatory(by, dossier):
        raise Forbidden(
            Problem("forbidden", f"Seul {signatory.label} peut valider le plan d’actions.")
        )
    may_write(dossier, by)
    with acting(dossier, by=by, act="plan_validate", sentence="a validé le plan d’actions"):
        ActionPlan.objects.update_or_create(
            dossier=dossier, defaults={"validated_on": clock.today(), "validated_by": by}
        )


def _undo_validation(dossier):
    ActionPlan.objects.filter(dossier=dossier).update(validated_on=None, validated_by=None)
