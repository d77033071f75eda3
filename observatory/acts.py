"""What a scenario may do with the observatory."""

from observatory import demonstration, editing, loading
from portal.scenario import act


@act("practice.open")
def open_practice(by, organism, title, **facts):
    """Open a practice of an organism, already written with the given facts."""
    practice = editing.open_practice(organism, by=by, title=title)
    for name, value in facts.items():
        setattr(practice, name, value)
    practice.save()
    return practice


@act("practice.load")
def load_practices(by):
    """Load the sixty invented practices, for the organisms that exist, and what is exchanged around them."""
    loading.load_practices()
    demonstration.furnish()
