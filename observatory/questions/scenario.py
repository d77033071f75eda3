"""Scenario acts of questions."""

from labelling.public import own_organisms
from observatory.practices.models import GoodPractice
from observatory.questions import actions
from portal.scenario import act


@act("question.ask", screen="observatory:question_ask", who="un autre organisme")
def ask(by, practice, text, agrees=True):
    """Ask the organism of the practice that has this name in its address."""
    found = GoodPractice.objects.get(slug=practice)
    return actions.ask(found, own_organisms(by).first(), by=by, text=text, agrees=agrees)
