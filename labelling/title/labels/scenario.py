"""Scenario acts of labels."""

from labelling.title.labels.commitments import models as publishing
from labelling.title.labels.models import Label
from labelling.title.labels.promises.models import display
from portal.core import clock
from portal.scenario import act


@act("label.of", why="il nomme un label qui existe, pour la suite du scénario")
def find_label(by, organism, on=None):
    """The organism's label: the one held today, else the latest."""
    rows = Label.objects.filter(organism=organism)
    return rows.held(clock.today()).first() or rows.latest("start_on", "pk")


@act("commitment.publish", screen="labelling:commitment_publish", who="la personne signataire")
def publish_commitments(by, on, commitments):
    """Write and publish commitments of an organism: a list of {text, target, result, measured_on, source}."""
    _, first = publishing.places(on)
    for place, facts in enumerate(commitments, first):
        publishing.write(on, place, publishing.NOTHING_SAID | facts, by=by)
    return publishing.publish(on, by=by, seen=publishing.stamp_of(publishing.drafts(on)))[0]


@act("promise.display", screen="labelling:promise_add", who="la personne signataire")
def display_promise(by, on, place, contact):
    """Display the promise of an organism at an agency or a residence."""
    return display(on, {"place": place, "contact": contact}, by=by)
