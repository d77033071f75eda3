"""Catalogue of the notices: every kind of mail by group, and what its line lacks."""

from dataclasses import replace
from operator import attrgetter

from portal.core.working_days import Delay
from portal.notifications.notices import DAY, NOTICES, NOW, WEEK, Group, Line

TRIED = ("test.", "essai.")  # notices that tests make for themselves
UNKNOWN = Line("")
NO_GROUP = Group()


def lines():
    """{key: Notice} of those that have a group: by group, then as the topics declare them."""
    told = [one for one in NOTICES.values() if one.group != NO_GROUP]
    return {one.key: one for one in sorted(told, key=lambda one: one.group.order)}


def line(key):
    """The notice; a key that no topic declares any more leaves at once, under a plain title."""
    return NOTICES.get(key) or replace(UNKNOWN, key=key)


def groups():
    """{title of a group: [Notice]} of what people may choose; mails to addresses are not theirs to choose."""
    found = {}
    for one in lines().values():
        if not one.to_address:
            found.setdefault(one.group.title, []).append(one)
    return found


def reaching(user):
    """{Capacity: [Notice]} of what may reach a person, each once, under the first capacity that receives it."""
    notices = [one for one in lines().values() if not one.to_address]
    declared = {capacity for one in notices for capacity in one.capacities}
    held = [one for one in sorted(declared, key=attrgetter("order")) if one.holds(user)]
    found = {capacity: [] for capacity in held}
    for one in notices:
        if first := next((capacity for capacity in held if capacity in one.capacities), None):
            found[first].append(one)
    return {capacity: told for capacity, told in found.items() if told}


def faults(notices):
    """Sentences: what is missing or means nothing in what these notices say of themselves."""
    return [
        f"«\u00a0{one.key}\u00a0» {fault}"
        for one in notices
        if not one.key.startswith(TRIED)
        for fault in _faults_of(one)
    ]


def _faults_of(one):
    said = {"title": one.title != UNKNOWN.title and one.title, "audience": one.audience}
    said["group"] = one.group != NO_GROUP
    said["reaches"] = one.capacities or one.to_address
    found = [f"n’a pas de «\u00a0{name}\u00a0»." for name, value in said.items() if not value]
    if one.grouping not in (NOW, DAY, WEEK):
        found.append(f"a un rythme inconnu\u00a0: {one.grouping}.")
    if not isinstance(one.mandatory, str):
        found.append("doit dire pourquoi il est obligatoire.")
    if one.asks and not (one.states or one.still or one.dates):
        found.append("demande un acte et ne dit pas tant que quoi (states, still).")
    if one.delay and not _is_delay(one.delay):
        found.append(f"a un délai illisible\u00a0: {one.delay}.")
    return found


def _is_delay(text):
    try:
        return bool(Delay.parse(str(text)))
    except ValueError:
        return False
