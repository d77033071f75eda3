"""World of representative bodies: a verified council of ours with its plan and its contact, one of another organism."""

from labelling.parties.bodies import actions
from portal.scenario.files import document
from tests.access.people import MEMBERS, OFFICE, OWN

NOTHING = dict.fromkeys(("seats", "since_on", "until_on", "plan_on"))


def fill(world):
    named = (*OWN, *OFFICE, "ali", *MEMBERS, "nora")  # by what it says of a dossier
    body, contact = _body(world, "ours", world.organism, "chloe", (*OWN, *OFFICE), named)
    actions.verify(body, [contact.pk], by=world.people["sonia"])
    body.refresh_from_db()
    world.things["ours"]["body_file"] = str(body.plan.token)
    _body(world, "theirs", world.other, "bob", ("bob", *OFFICE), ("bob", *OFFICE, "agnes"))


def _body(world, side, organism, by, readers, named):
    def secret(what, who=readers):
        return world.canary(f"{side}body{what}", *who)

    by = world.people[by]
    facts = NOTHING | {
        "kind": "council",
        "name": secret("name", named),
        "affiliation": secret("link"),
    }
    plan = document("plan-de-concertation.pdf", secret("plan"))
    body = actions.add_body(organism, facts, by=by, plan=plan)
    reach = {"name": secret("person"), "job": secret("job"), "postal": secret("postal")}
    contact = actions.add_contact(body, reach | {"email": f"{side}@example.org"}, by=by)
    world.things[side] |= {"body": body.pk, "body_contact": contact.pk}
    return body, contact
