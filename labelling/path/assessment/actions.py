"""Actions on the self-assessment: ratings, reasons and evidence, before the audit opens."""

from labelling.parties.framework.evaluation import NA_REASON_MIN
from labelling.path.assessment.models import CriterionAnswer, Evidence
from labelling.path.dossiers.parts.preparation import PreparedPart
from portal import documents
from portal.core import clock
from portal.revisions import record
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Problem, Refused, acting

FIELDS = ("rating", "is_na", "na_reason", "comment")
TEXTS = {"comment": "critere", "na_reason": "critere-sans-objet"}  # whose revisions are kept
SHORT_REASON = f"Dites pourquoi ce critère est sans objet, en {NA_REASON_MIN} caractères au moins."


PART = PreparedPart(
    "Seul un membre de l’organisme remplit l’auto-évaluation.",
    "L’auto-évaluation se remplit entre la recevabilité et l’ouverture de l’audit.",
)
closed, may_write = PART.closed, PART.may_write


def criteria_of(dossier):
    """The criteria that this dossier answers; those of the mention only when it asks for one."""
    is_mention = dossier.dossier_type == "mention"
    return [c for c in dossier.framework.criteria if c.applies_to(mention=is_mention)]


def is_reasoned(value):
    """BR-11: what is said not to apply says why."""
    return not value.get("is_na") or len(value.get("na_reason", "").strip()) >= NA_REASON_MIN


def answer(dossier, values, *, by, seen=None, is_quiet=False):
    """`values`: {criterion: {rating, is_na, na_reason, comment}}; BR-11 for the reasons."""
    may_write(dossier, by)
    short = [criterion.code for criterion, value in values.items() if not is_reasoned(value)]
    if short:
        raise Refused(Problem("na_reason", f"{', '.join(short)}\u00a0: {SHORT_REASON}"))
    many = f"a renseigné {len(values)} critères"
    said = f"a renseigné le critère {next(iter(values)).code}" if len(values) == 1 else many
    with acting(dossier, by=by, act="assess", sentence=said, is_quiet=is_quiet) as current:
        may_write(current, by)
        if seen is not None:
            known = CriterionAnswer.objects.filter(dossier=dossier, criterion__in=values).first()
            refuse_if_changed(known, FIELDS, seen)
        record(dossier, _texts(dossier, values), by=by, is_quiet=is_quiet)
        _write(dossier, values, by)


def _texts(dossier, values):
    """{(code, criterion): (before, after)} of what is written."""
    known = {
        row.criterion_id: row
        for row in CriterionAnswer.objects.filter(dossier=dossier, criterion__in=values)
    }
    return {
        (code, criterion.code): (getattr(known.get(criterion.pk), field, ""), value[field])
        for criterion, value in values.items()
        for field, code in TEXTS.items()
        if field in value
    }


def _write(dossier, values, by):
    at = clock.now()
    rows = [
        CriterionAnswer(dossier=dossier, criterion=criterion, updated_by=by, updated_at=at, **value)
        for criterion, value in values.items()
    ]
    CriterionAnswer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["dossier", "criterion"],
        update_fields=[*FIELDS, "updated_by", "updated_at"],
    )


def add_evidences(dossier, criterion, *, file, title, by):
    """Each of the files, all or none."""
    return documents.store_each(
        file,
        title,
        lambda one, name: add_evidence(dossier, criterion, file=one, title=name, by=by),
    )


def add_evidence(dossier, criterion, *, file, title, by):
    """A file that proves an answer, kept privately with the dossier."""
    may_write(dossier, by)
    said = f"a versé une preuve pour {criterion.code}"
    with acting(dossier, by=by, act="evidence", sentence=said) as current:
        may_write(current, by)
        found, _made = CriterionAnswer.objects.get_or_create(
            dossier=dossier, criterion=criterion, defaults={"updated_by": by}
        )
        stored = documents.store(file, holder=dossier, by=by, kind="evidence")
        return Evidence.objects.create(
            answer=found, title=title, file=stored, added_by=by, added_at=clock.now()
        )
