"""Scenario acts of the trophies."""

from labelling.public import own_organisms
from observatory.practices.models import GoodPractice
from observatory.trophies import actions
from portal.scenario import act


@act("trophy.open", screen="observatory:trophy_open", who="le référent label")
def open_edition(by, year, opens_on, closes_on, categories):
    """Prepare the trophies of a year with their categories."""
    facts = {"opens_on": opens_on, "closes_on": closes_on, "categories": categories}
    edition = actions.open_edition(year, by=by, **facts)
    edition.refresh_from_db()
    return edition


@act("trophy.propose", screen="observatory:trophy_propose", who="l’organisme")
def propose(by, on, category, practice):
    """Propose in a category (its rank) the practice that has this name in its address."""
    found = GoodPractice.objects.get(slug=practice)
    return actions.propose(on.categories.get(order=category), found, by=by)


@act("trophy.vote", screen="observatory:trophy_vote", who="l’organisme")
def vote(by, on):
    """Vote for a candidate, for one's organism."""
    return actions.vote(on, own_organisms(by).first(), by=by)
