"""Publication gate, the same for every entry point: form, bulk action, workflow, schedule."""

from django.core.exceptions import PermissionDenied

from home.checks import fields
from home.review import facts, models

CLOCK = "wagtail.publish.scheduled"  # how Wagtail calls what the clock publishes


class NotReady(PermissionDenied):
    """This revision may not be published; `sentences` say what to do."""

    def __init__(self, sentences):
        super().__init__("\u00a0; ".join(sentences))
        self.sentences = sentences


def refusals(revision):
    """[sentence]: everything that prevents this revision from being published."""
    page = revision.as_object()
    found = [sentence for _field, sentence in written(page)]
    if needs_reading(page, revision.content):
        found.append(facts.TO_READ)
    return found


def written(page):
    """[(field, sentence)] about the text only, without duplicates."""
    rows = [*fields.problems(page), *problems(page)]
    return list({sentence: (field, sentence) for field, sentence in rows}.values())


def problems(page):
    return page.problems() if hasattr(page, "problems") else []


def needs_reading(page, content):
    if not getattr(page, "holds_facts", False):
        return False
    return not models.is_read(page, facts.digest(content))


def open_for(revision):
    """Raises `NotReady` with all the sentences, or returns."""
    if sentences := refusals(revision):
        raise NotReady(sentences)
