"""Assignment of complaints and appeals to people who took no part in what is contested (BR-100)."""

from django.db import transaction

from labelling.committee.complaints import notices
from labelling.committee.complaints.handlers import independence
from labelling.committee.complaints.models import Appeal
from labelling.parties.organisms.rules import committee_office, instructor
from portal.access import affiliations
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

PANEL = 2  # an appeal is examined by two people at least


def appoints(thing):
    """Whose act it is: for an appeal, the committee's office; for a complaint, the référent."""
    return committee_office if isinstance(thing, Appeal) else instructor


def may_mend(user, thing, _address):
    """Of the steps' conditions, the one that has an address is « Instruction confiée »."""
    return appoints(thing)(user, thing)


def least(thing):
    return PANEL if isinstance(thing, Appeal) else 1


def is_open(thing):
    return thing.state == thing.State.ACKNOWLEDGED


@transaction.atomic
def assign(thing, people, *, by, expected_version=None):
    """Give the investigation to `people`; Refused with each one's reason if somebody took part."""
    if not appoints(thing)(by, thing):
        raise Forbidden(Problem("forbidden", f"Seul {appoints(thing).label} confie l’instruction."))
    said = words.count(len(people), "personne", "personnes")
    with acting(
        thing,
        by=by,
        act="assign",
        sentence=f"a confié l’instruction à {said}",
        expected_version=expected_version,
        data={"handlers": sorted(person.pk for person in people)},
    ) as current:
        if found := [*_too_late(current), *_too_few(current, people)]:
            raise Refused(*found)
        if found := independence.problems(current, people):
            raise Refused(*found)
        before = list(current.handlers.all())
        current.handlers.set(people)
    for person in (*before, *people):
        affiliations.forget(person)
    outbox.write(notices.ASSIGNED, thing, audit_log.entries_of(thing).first(), topic=notices.TOPIC)
    return current


def _too_late(thing):
    if is_open(thing):
        return []
    state = thing.get_state_display()
    sentence = f"L’instruction se confie quand la demande est prise en charge. Son état : « {state}\u00a0»."
    return [Problem("state", sentence)]


def _too_few(thing, people):
    if len(people) >= least(thing):
        return []
    if least(thing) == 1:
        return [Problem("nobody", "Choisissez au moins une personne.")]
    return [
        Problem("panel", "Choisissez au moins deux personnes : un recours s’examine à plusieurs.")
    ]
