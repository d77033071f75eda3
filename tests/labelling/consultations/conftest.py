"""A verified council of the organism, consulted at the candidature of its dossier."""

import pytest

from labelling.parties.bodies import actions as keeping
from labelling.path.consultations import actions
from tests.labelling.bodies.test_acts import FACTS, REACH


def say(**said):
    """The word of a body."""
    nothing = {"stance": "", "met_on": None, "attendees": None, "account": "", "opinion": ""}
    return nothing | {"wants_hearing": False, "follow": "mail", "may_quote": False} | said


@pytest.fixture
def body(organism, alice, sonia):
    made = keeping.add_body(organism, FACTS, by=alice)
    contact = keeping.add_contact(made, REACH, by=alice)
    return keeping.verify(made, [contact.pk], by=sonia)


@pytest.fixture
def contact(body):
    return body.contacts.get()


@pytest.fixture
def consultation(dossier, body, alice):
    return actions.ask(dossier, [body], by=alice)[0]


@pytest.fixture
def key(consultation):
    return consultation.keys.get()
