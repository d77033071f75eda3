"""Scenario acts of the communities as a whole."""

from community import demonstration
from portal.scenario import act


@act("community.furnish", why="il meuble la démonstration de ce que disent des personnes inventées")
def furnish(by):
    """Tell the invented life of the communities: groups, pages, documents, questions, surveys, mentoring."""
    demonstration.ensure_content()
