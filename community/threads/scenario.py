"""Scenario acts of threads."""

from community.spaces.models import Space
from community.threads import actions
from portal.scenario import act


@act("thread.ask", screen="community:thread_ask", who="un membre de l’espace")
def ask(by, space, title, text, tags=()):
    """Ask a question in the space that has this word in its address."""
    found = Space.objects.get(slug=space)
    return actions.ask(found, by=by, title=title, source=text, tags=tags)


@act("thread.answer", screen="community:thread_answer", who="un membre de l’espace")
def answer(by, thread, text):
    """Answer a question."""
    return actions.answer(thread, by=by, source=text)


@act("thread.thank", screen="community:message_thank", who="un membre de l’espace")
def thank(by, message):
    """Thank for an answer."""
    return actions.thank(message, by=by)
