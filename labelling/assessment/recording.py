"""Writes the self-assessment: ratings, reasons and evidence, before the audit opens."""

from labelling.assessment.models import CriterionAnswer, Evidence
from labelling.organisms.rules import member
from portal import clock, files
from portal.workflow import Forbidden, Problem, Refused, acting

EDITABLE = ("registered", "diagnosis", "preparation")
NA_REASON_MIN = 20


def may_write(dossier, by):
    if not member(by, dossier):
        raise Forbidden(
            Problem("forbidden", "Seul un membre de l’organisme remplit l’auto-évaluation.")
        )
    if dossier.state not in EDITABLE:
        sentence = "L’auto-évaluation se remplit entre la recevabilité et l’ouverture de l’audit."
        raise Refused(Problem("state", sentence))


def answer(dossier, values, *, by, expected_version=None):
    """`values`: {criterion: {rating, is_na, na_reason, comment}}; BR-11 for the reasons."""
    may_write(dossier, by)
    for criterion, value in values.items():
        if value.get("is_na") and len(value.get("na_reason", "").strip()) < NA_REASON_MIN:
            text = f"{criterion.code} : dites pourquoi ce critère est sans objet, en 20 caractères au moins."
            raise Refused(Problem("na_reason", text))
    first = next(iter(values))
    said = (
        f"a renseigné le critère {first.code}"
        if len(values) == 1
        else f"a renseigné {len(values)} critères"
    )
    with acting(dossier, by=by, act="assess", sentence=said, expected_version=expected_version):
        CriterionAnswer.objects.bulk_create(
            [
                CriterionAnswer(
                    dossier=dossier,
                    criterion=criterion,
                    updated_by=by,
                    updated_at=clock.now(),
                    **value,
                )
                for criterion, value in values.items()
            ],
            update_conflicts=True,
            unique_fields=["dossier", "criterion"],
            update_fields=["rating", "is_na", "na_reason", "comment", "updated_by", "updated_at"],
        )


def add_evidence(dossier, criterion, upload, title, *, by):
    """A file that proves an answer, kept privately with the dossier."""
    may_write(dossier, by)
    with acting(
        dossier, by=by, act="evidence", sentence=f"a versé une preuve pour {criterion.code}"
    ):
        found, _made = CriterionAnswer.objects.get_or_create(
            dossier=dossier, criterion=criterion, defaults={"updated_by": by}
        )
        stored = files.store(upload, holder=dossier, by=by, kind="evidence")
        return Evidence.objects.create(
            answer=found, title=title, file=stored, added_by=by, added_at=clock.now()
        )
