"""Functions whose query is kept by a process: what a law asks each, and what they answer."""

from datetime import date, datetime, timedelta
from importlib import import_module

from django.conf import settings

from labelling.committee.models import AgendaItem
from labelling.dossiers.models import LabelDossier
from labelling.licences.models import BrandLicence
from labelling.organisms.models import Organism
from labelling.organisms.reaching import members
from portal.access.compiled import COMPILED
from portal.access.standing import KEPT
from portal.core import clock
from portal.models import Role, User
from portal.notifications.recipients import Holders

DAYS = (datetime(2026, 11, 24, 10), datetime(2026, 11, 25, 10))
PERIOD = (date(2026, 11, 1), date(2027, 1, 31))
OF_PERSON = {  # kept a standing: {function: what it is asked besides the person}
    "community.spaces.home.statement": (1,),
    "labelling.scheme.filters._people_statement": (),
    "labelling.timeline.facts._rare": (),
    "portal.calendar.dates.statement": PERIOD,
    "portal.changes.lines.statement": (),
    "portal.web.worklist.statement": (),
}
OF_KEY = {  # compiled: {function: (whose keys, what it is asked besides one)}
    "community.spaces.standing._rows": (User,),
    "labelling.committee.interests._auditors_of": (Organism,),
    "labelling.committee.interests._members_of": (Organism,),
    "labelling.committee.interests._standing_of": (AgendaItem,),
    "labelling.committee.interests._tied_to": (Organism,),
    "portal.access.affiliations._ties": (User,),
    "portal.notifications.recipients._holding": (User, Holders((Role.REFERENT,))),
    "portal.notifications.recipients._tied": (Organism, members()),
    "portal.search.index._saved": (LabelDossier, "dossiers"),
    "portal.search.index._terms_of": (LabelDossier, "dossiers"),
    "portal.workflow.audit_log._last_of": (LabelDossier, LabelDossier._meta.label_lower),
}
OF_KEYS = {  # the same of some at once
    "labelling.licences.rights._coming": (BrandLicence,),
    "labelling.scheme.facts._contacts_of": (Organism,),
    "labelling.scheme.facts._decisions_of": (Organism,),
    "labelling.scheme.facts._dossiers_of": (Organism,),
    "labelling.scheme.facts._missions_of": (Organism,),
    "labelling.scheme.facts._organisms_of": (Organism,),
    "labelling.scheme.title_facts._labels_of": (Organism,),
    "portal.assignments.assignable._bearers": (LabelDossier,),
}


def registered():
    """{name: function} of the project's own; a test may decorate some."""
    import_module(settings.ROOT_URLCONF)  # every module of the pages
    found = {f"{one.__module__}.{one.__qualname__}": one for one in (*KEPT, *COMPILED)}
    return {name: one for name, one in sorted(found.items()) if not name.startswith("tests.")}


def as_kept(function, *args):
    return function(*args)


def as_written(function, *args):
    return function.__wrapped__(*args)


def answers(people, ask=as_kept, functions=None):
    """{« function, whose, day »: its rows} of some people (keys), as the function is asked by `ask`."""
    found = {}
    for day in DAYS:
        with clock.at(day):
            for name, function in (functions or registered()).items():
                for who, rows in _asked(name, function, people, ask):
                    told = sorted(repr(tuple(row)) for row in rows)
                    found[f"{name}, {who}, {clock.today()}"] = told
    return found


def _asked(name, function, people, ask):
    if name in OF_PERSON:
        thing = Organism._base_manager.order_by("pk").first().pk
        since = clock.now() - timedelta(days=30)
        for person in people:
            # Another object, as in another request: nothing of it is read.
            user = User.objects.get(pk=person)
            yield person, ask(function, user, *OF_PERSON[name]).of(thing).since(since).rows()
        return
    model, *args = (OF_KEY | OF_KEYS)[name]
    keys = model._base_manager.order_by("pk").values_list("pk", flat=True)[:3]
    for key in people if model is User else keys:
        yield key, ask(function, [key] if name in OF_KEYS else key, *args)
