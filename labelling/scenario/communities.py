"""Scenario of the communities around the day of the demonstration."""

from datetime import time

from labelling.scenario.days import days


def tell_communities(made):
    until, contact = made.writer.until, made.personas["labelled"].contact
    made.writer.act(days(until, -1), "claire", "community.furnish", at=time(7), is_later=True)
    made.writer.act(days(until, -1), contact, "event.register", audience="club")
