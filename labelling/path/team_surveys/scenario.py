"""Scenario acts of surveys of agents: opened by the organism, answered by as many codes as there are answers."""

from labelling.path.team_surveys import actions
from labelling.path.team_surveys.forms import AnswerForm, OpenForm
from labelling.path.team_surveys.models import find_code
from portal.scenario import act
from portal.workflow import Problem, Refused


def _checked(form):
    if not form.is_valid():
        raise Refused([Problem("survey", str(fault)) for fault in form.errors.values()])
    return form.facts


@act("team_survey.open", screen="labelling:survey_open", who="l’organisme")
def open_survey(by, on, agents, closes_on):
    """Open a survey of the agents of an organism, with a batch of one-use codes."""
    facts = _checked(OpenForm({"agents": agents, "closes_on": closes_on}, thing=on, by=by))
    return actions.open_survey(on, by=by, **facts)


@act("team_survey.answer", screen="labelling:team_answer", who="un agent, par son code")
def answer(by, on, answers):
    """Agents answer, each by a code of the batch (`by: horloge`): one list of answers each, in the order asked."""
    questions = [one["code"] for one in on.questionnaire["questions"]]
    free = (code for code in map(find_code, on.codes_in_order()) if code is not None)
    for said, code in zip(answers, free, strict=False):
        form = AnswerForm(dict(zip(questions, said, strict=True)), thing=code)
        actions.answer(code, _checked(form))
    return on
