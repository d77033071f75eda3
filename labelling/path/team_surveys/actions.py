"""Acts on surveys of agents: opened with its batch of codes, answered once by each code."""

from django.db import transaction
from django.db.models import F

from labelling.path.consultations.keys.models import digest_of
from labelling.path.dossiers.parts.rules import writing
from labelling.path.team_surveys.models import AnswerCount, SurveyCode, TeamSurvey
from portal.core import clock
from portal.ui import words
from portal.workflow import Problem, Refused

RUNNING = "Une enquête est en cours\u00a0: attendez qu’elle finisse."
USED = "Ce code a déjà servi, ou l’enquête est finie."


def is_running(dossier):
    return any(one.is_running for one in dossier.team_surveys.all())


@transaction.atomic
def open_survey(dossier, *, agents, closes_on, by):
    """The organism opens it, prints the codes and gives them out as it likes: no address is kept."""
    many = words.count(agents, "code", "codes")
    said = f"a ouvert une enquête auprès de ses équipes, {many}"
    with writing("tenants", dossier, by=by, act="team_survey", sentence=said) as current:
        if is_running(current):
            raise Refused(Problem("running", RUNNING))
        survey = TeamSurvey.objects.create(
            dossier=current, agents=agents, closes_on=closes_on, opened_by=by
        )
        # by digest, so that the order of the batch is not that of the rows
        digests = sorted(digest_of(code) for code in survey.codes_in_order())
        SurveyCode.objects.bulk_create(SurveyCode(survey=survey, digest=one) for one in digests)
        # all of them at once: no row tells by its number who answered first
        AnswerCount.objects.bulk_create(
            AnswerCount(survey=survey, question=question["code"], answer=one["code"])
            for question in survey.questionnaire["questions"]
            for one in survey.questionnaire["answers"]
        )
    return survey


@transaction.atomic
def answer(code, answers):
    """Counts the answers {question: answer} and ends the code; Refused when it has served or its survey is over."""
    rows = SurveyCode.objects.filter(
        pk=code.pk, is_used=False, survey__closes_on__gte=clock.today()
    )
    if not rows.update(is_used=True):
        raise Refused(Problem("used", USED))
    for question, said in answers.items():
        counts = AnswerCount.objects.filter(survey=code.survey_id, question=question, answer=said)
        counts.update(many=F("many") + 1)
    TeamSurvey.objects.filter(pk=code.survey_id).update(answered=F("answered") + 1)
