"""Scenario acts of collections."""

from labelling.public import own_organisms
from observatory.collections import actions
from observatory.practices.models import GoodPractice
from portal.scenario import act


@act("collection.open", screen="observatory:collection_open", who="toute personne connectée")
def open_collection(by, title, practices, intro=""):
    """Open a collection with the practices that have these names in their addresses."""
    organism = own_organisms(by).first()
    made = actions.open_collection(by=by, title=title, intro=intro, organism=organism)
    for slug in practices:
        actions.put(made, GoodPractice.objects.get(slug=slug), by=by)
    made.refresh_from_db()
    return made
