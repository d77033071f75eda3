"""Scenario acts of representative bodies: added with a contact by the organism, verified by the office."""

from labelling.parties.bodies import actions
from portal.scenario import act

FACTS = dict.fromkeys(("seats", "since_on", "until_on", "plan_on"))


@act("body.add", screen="labelling:body_add", who="l’organisme")
def add_body(by, on, name, kind="association", affiliation="", email="", postal="", contact=""):
    """Add a body to an organism, reached at a mailbox or at a postal address."""
    facts = FACTS | {"kind": kind, "name": name, "affiliation": affiliation}
    body = actions.add_body(on, facts, by=by)
    reach = {"name": contact, "job": "", "email": email, "postal": postal}
    actions.add_contact(body, reach, by=by)
    return body


@act("body.verify", screen="labelling:body_verify", who="le référent label")
def verify(by, on):
    """Make sure of a body and of the addresses of its contacts."""
    waiting = list(on.contacts.to_verify().values_list("pk", flat=True))
    return actions.verify(on, waiting, by=by)
