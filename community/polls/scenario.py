"""Scenario acts of surveys: prepare, ask, open, answer; the clock closes them."""

from community.polls import actions
from community.polls.workflow import SURVEY
from community.spaces.models import Space
from portal.scenario import act


@act("survey.prepare", screen="community:survey_create", who="l’animation de l’espace")
def prepare(by, space, title, intro=""):
    """Prepare a survey in a space (its name in addresses)."""
    return actions.create(Space.objects.get(slug=space), by=by, title=title, intro=intro)


@act("survey.ask", screen="community:survey_question_add", who="l’animation de l’espace")
def ask(by, on, kind, label, options=(), is_required=True):
    """Add a question to a survey in preparation; its options in order."""
    facts = {"kind": kind, "label": label, "options": list(options), "is_required": is_required}
    actions.add_question(on, by=by, **facts)


@act("survey.measure", screen="community:survey_measure", who="le référent label")
def measure(by, on, rank):
    """Say that its question of that rank measures the satisfaction of organisms."""
    actions.measure(on, by=by, question=on.questions.get(order=rank))


@act("survey.open", screen="community:survey_act", who="l’animation de l’espace")
def open_survey(by, on, closes_on, secrecy="anonymous", per="person"):
    """Open it until a day: `anonymous` or `named`, one answer a `person` or an `organism`."""
    return SURVEY.fire(on, "open", by=by, closes_on=closes_on, secrecy=secrecy, per=per)


@act(
    "survey.move",
    screen="community:survey_act changer-le-dernier-jour",
    who="l’animation de l’espace",
)
def move(by, on, closes_on):
    """Change its last day, sooner or later."""
    return SURVEY.fire(on, "move", by=by, closes_on=closes_on)


@act("survey.answer", screen="community:survey_answer", who="un membre de l’espace")
def answer(by, on, answers):
    """Answer it: {rank of the question: rank of the answer, ranks, or text}."""
    keys = {one.order: one.key for one in on.questions.all()}
    actions.answer(on, {keys[rank]: value for rank, value in answers.items()}, by=by)


@act("survey.publish", screen="community:survey_act", who="l’animation de l’espace")
def publish(by, on):
    """Publish the results of a closed survey."""
    return SURVEY.fire(on, "publish", by=by)
