"""Recording of satisfaction results: those of a file enter the survey of their year, in one transaction."""

from django.db import transaction

from labelling.steering.satisfaction.models import SatisfactionResult, SatisfactionSurvey
from labelling.steering.satisfaction.questions import questions
from labelling.steering.satisfaction.rules import office
from portal.core import clock
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, audit_log


@transaction.atomic
def record(ended_on, rows, *, by):
    """The survey, with the results of these rows (facts of a SatisfactionResult): new ones, or in place of former."""
    if not office(by, None):
        raise Forbidden(Problem("office", "Le bureau du label importe les enquêtes."))
    if not rows:
        raise Refused(Problem("nothing", "Aucune ligne de ce fichier n’est à enregistrer."))
    survey = _locked(ended_on)
    asked = {code for row in rows for code in row["rates"]} | {code for code, _ in survey.questions}
    survey.questions = [[one.code, one.label] for one in questions() if one.code in asked]
    survey.ended_on, survey.imported_at = ended_on, clock.now()
    survey.save()
    SatisfactionResult.objects.bulk_create(
        [SatisfactionResult(survey=survey, **row) for row in rows],
        update_conflicts=True,
        unique_fields=["survey", "organism"],
        update_fields=["respondents", "overall", "rates"],
    )
    many = words.count(len(rows), "résultat", "résultats")
    sentence = f"{by} a importé {many} de l’enquête de satisfaction {survey.year}."
    audit_log.write(survey, by=by, act="import", sentence=sentence, data={"results": len(rows)})
    return survey


def _locked(ended_on):
    survey, _ = SatisfactionSurvey.objects.get_or_create(
        year=ended_on.year, defaults={"ended_on": ended_on}
    )
    return SatisfactionSurvey.objects.select_for_update().get(pk=survey.pk)
