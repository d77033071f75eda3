"""Acts on representative bodies: added, changed, verified, ended; their contacts likewise, and erased.

Each locks the organism and writes a line of its journal, which names bodies and never people.
"""

from django.db import transaction

from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from labelling.parties.bodies.rules import keeper, verifier
from labelling.parties.organisms import audit_log
from portal import documents
from portal.core import clock
from portal.ui import words
from portal.web.submissions.edit_conflicts import refuse_if_changed, stamp, stamp_all
from portal.workflow import Forbidden, Problem, Refused

FACTS = ("kind", "name", "affiliation", "seats", "since_on", "until_on", "plan_on")
IDENTITY = ("kind", "name", "affiliation")  # what the office has verified of a body
REACH = ("name", "job", "email", "postal")
ADDRESSES = ("email", "postal")  # and of a contact
GONE = "Cette instance n’existe plus ici\u00a0: relisez la liste."
TWICE = "Cette instance est déjà dans la liste."
CHANGED = "L’instance ou un contact a changé depuis que vous l’avez lu. Relisez, puis vérifiez."
ADDRESS_TWICE = "Cette adresse est déjà celle d’un contact de l’instance."


def _allow(rule, by, organism, doing):
    if not rule(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {rule.label} peut {doing}."))


def _held(rows, thing, said=GONE):
    """The row as it is now, its organism being locked; Refused once it is over."""
    current = rows.filter(pk=thing.pk).first()
    if current is None:
        raise Refused(Problem("gone", said))
    return current


@transaction.atomic
def add_body(organism, facts, *, by, plan=None):
    """A body that waits for the office of the label to verify it."""
    _allow(keeper, by, organism, "ajouter une instance")
    organism = audit_log.locked(organism)
    _refuse_twice(organism, facts)
    body = RepresentativeBody.objects.create(organism=organism, added_by=by, **facts)
    _keep_plan(body, plan, by)
    audit_log.write_entry(
        organism, by, "body_added", f"a ajouté l’instance «\u00a0{body}\u00a0»", {"body": body.pk}
    )
    return body


@transaction.atomic
def change_body(body, facts, *, by, seen=None, plan=None):
    """What changes who it is undoes its verification. Raises Changed when somebody wrote in between."""
    _allow(keeper, by, body, "modifier une instance")
    organism = audit_log.locked(body.organism)
    current = _held(organism.bodies.standing(), body)
    refuse_if_changed(current, FACTS, seen)
    _refuse_twice(organism, facts, but=current)
    if any(getattr(current, name) != facts[name] for name in IDENTITY):
        current.verified_on = current.verified_by = None
    for name in FACTS:
        setattr(current, name, facts[name])
    if current.kind != RepresentativeBody.Kind.COUNCIL:
        current.plan = None
    current.save()
    _keep_plan(current, plan, by)
    audit_log.write_entry(
        organism,
        by,
        "body_changed",
        f"a modifié l’instance «\u00a0{current}\u00a0»",
        {"body": current.pk},
    )
    return current


@transaction.atomic
def add_several(organism, rows, *, by):
    """What a spreadsheet tells (`reading.read_bodies`): (bodies added, contacts added)."""
    made, many = {}, [0, 0]
    for row in rows:
        body = row["body"] or made.get(row["key"])
        if row["facts"]:
            body = made[row["key"]] = add_body(organism, row["facts"], by=by)
            many[0] += 1
        if row["contact"]:
            add_contact(body, row["contact"], by=by)
            many[1] += 1
    return tuple(many)


def _refuse_twice(organism, facts, but=None):
    same = organism.bodies.standing().filter(kind=facts["kind"], name=facts["name"])
    if same.exclude(pk=but and but.pk).exists():
        raise Refused(Problem("twice", TWICE))


def _keep_plan(body, upload, by):
    if upload:
        body.plan = documents.store(upload, holder=body, by=by, kind="concertation")
        body.save(update_fields=["plan"])


@transaction.atomic
def end_body(body, *, by):
    """It represents tenants no more: what it said stays, nothing is asked of it from now on."""
    _allow(keeper, by, body, "retirer une instance")
    organism = audit_log.locked(body.organism)
    current = _held(organism.bodies.standing(), body)
    current.ended_on = clock.today()
    current.save(update_fields=["ended_on"])
    current.contacts.filter(left_on=None).update(left_on=clock.today())
    audit_log.write_entry(
        organism,
        by,
        "body_ended",
        f"a retiré l’instance «\u00a0{current}\u00a0»",
        {"body": current.pk},
    )
    return current


def stamp_to_verify(body):
    """The stamp of what the office is about to verify: who the body is, and each address that waits."""
    contacts = body.contacts.to_verify().order_by("pk")
    return f"{stamp(body, IDENTITY)}-{stamp_all(contacts, ('pk', *ADDRESSES))}"


@transaction.atomic
def verify(body, contacts, *, by, seen=None):
    """The office of the label has made sure of the body and of the addresses of `contacts` (their keys).

    Refused when anything of them has changed or left since it was shown (`seen`): the list is read again.
    """
    _allow(verifier, by, body, "vérifier une instance")
    organism = audit_log.locked(body.organism)
    current = _held(organism.bodies.standing(), body)
    if seen is not None and stamp_to_verify(current) != seen:
        raise Refused(Problem("changed", CHANGED))
    verified = {"verified_on": clock.today(), "verified_by": by}
    for name, value in verified.items():
        setattr(current, name, value)
    current.save(update_fields=list(verified))
    rows = current.contacts.to_verify().filter(pk__in=contacts)
    if rows.update(**verified) != len(set(contacts)):
        raise Refused(Problem("changed", CHANGED))
    audit_log.write_entry(
        organism,
        by,
        "body_verified",
        f"a vérifié l’instance «\u00a0{current}\u00a0»",
        {"body": current.pk},
    )
    return current


@transaction.atomic
def add_contact(body, facts, *, by):
    _allow(keeper, by, body, "ajouter un contact")
    organism = audit_log.locked(body.organism)
    current = _held(organism.bodies.standing(), body)
    _refuse_same_address(current, facts)
    contact = current.contacts.create(**facts)
    _note(
        organism,
        by,
        "body_contact_added",
        f"a ajouté un contact à l’instance «\u00a0{current}\u00a0»",
        current,
    )
    return contact


@transaction.atomic
def change_contact(contact, facts, *, by, seen=None):
    """Another address is to be verified again: what was sent to the former one opens nothing more."""
    _allow(keeper, by, contact.body, "modifier un contact")
    organism = audit_log.locked(contact.body.organism)
    current = _held(BodyContact.objects.filter(left_on=None, body=contact.body_id), contact)
    refuse_if_changed(current, REACH, seen)
    _refuse_same_address(contact.body, facts, but=current)
    if any(getattr(current, name) != facts[name] for name in ADDRESSES):
        current.verified_on = current.verified_by = None
    for name in REACH:
        setattr(current, name, facts[name])
    current.save()
    _note(
        organism,
        by,
        "body_contact_changed",
        f"a modifié un contact de l’instance «\u00a0{contact.body}\u00a0»",
        contact.body,
    )
    return current


def _refuse_same_address(body, facts, but=None):
    same = body.contacts.filter(left_on=None, email=facts["email"]).exclude(pk=but and but.pk)
    if facts["email"] and same.exists():
        raise Refused(Problem("twice", ADDRESS_TWICE))


@transaction.atomic
def end_contact(contact, *, by):
    """Somebody leaves the body: their link dies with that."""
    _allow(keeper, by, contact.body, "dire qu’un contact est parti")
    organism = audit_log.locked(contact.body.organism)
    current = _held(BodyContact.objects.filter(left_on=None, body=contact.body_id), contact)
    current.left_on = clock.today()
    current.save(update_fields=["left_on"])
    _note(
        organism,
        by,
        "body_contact_left",
        f"a noté le départ d’un contact de l’instance «\u00a0{contact.body}\u00a0»",
        contact.body,
    )
    return current


@transaction.atomic
def erase_contact(contact, *, by):
    """At the person's request, at once: nothing of them stays (BR-93)."""
    _allow(keeper, by, contact.body, "effacer un contact")
    organism = audit_log.locked(contact.body.organism)
    _held(BodyContact.objects.filter(body=contact.body_id), contact).delete()
    _note(
        organism,
        by,
        "body_contact_erased",
        f"a effacé un contact de l’instance «\u00a0{contact.body}\u00a0», à sa demande",
        contact.body,
    )


def _note(organism, by, act, sentence, body):
    audit_log.write_entry(organism, by, act, sentence, {"body": body.pk})


def follow_merger(absorbed, absorbing, *, by):
    """The bodies of an absorbed organism represent the same tenants at the other one (BR-05): how many came.

    The caller has locked both. One that the other organism knows already is ended, its contacts joined to it.
    """
    known = {(one.kind, one.name): one for one in absorbing.bodies.standing()}
    came = 0
    for body in absorbed.bodies.standing():
        if same := known.get((body.kind, body.name)):
            _join(body, same)
            continue
        body.organism = absorbing
        body.save(update_fields=["organism"])
        came += 1
    if came:
        said = words.count(came, "instance", "instances")
        audit_log.write_entry(
            absorbing, by, "bodies_came", f"a repris {said} de locataires {words.of(absorbed)}"
        )
    return came


def _join(body, same):
    held = set(same.contacts.filter(left_on=None).exclude(email="").values_list("email", flat=True))
    rows = body.contacts.filter(left_on=None).exclude(email__in=held)
    rows.update(body=same)
    body.ended_on = clock.today()
    body.save(update_fields=["ended_on"])
    body.contacts.filter(left_on=None).update(left_on=clock.today())
