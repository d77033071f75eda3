"""Factories of the communities: members, groups, threads and messages."""

from community.models import Acceptance, Charter, Space, SpaceMember
from community.spaces.members.roles import forget
from community.threads import actions
from tests.factories import make_member, make_organism
from tests.labelling.accreditation.factories import make_accreditation, make_auditor
from tests.labelling.labels.factories import make_label


def club():
    return Space.objects.get(slug="club")


def make_group(name="Charges et énergie", slug="charges"):
    return Space.objects.create(slug=slug, kind="group", name=name)


def settle(person, space=None):
    """The charter in force is accepted."""
    space = space or club()
    charter = Charter.objects.filter(kind=space.kind).order_by("-number").first()
    Acceptance.objects.get_or_create(space=space, charter=charter, person=person)
    forget(person)
    return person


def make_writer(first_name="Zoé", last_name="Lenoir", **label):
    """Somebody of the club, whose organism holds the label."""
    person = make_member(make_organism(), first_name=first_name, last_name=last_name)
    make_label(person.memberships.get().organism, **label)
    return settle(person)


def make_alice():
    """Signatory of Valmeyre Habitat, which holds the label; the charter accepted."""
    organism = make_organism("Valmeyre Habitat", slug="valmeyre-habitat")
    make_label(organism)
    return settle(make_member(organism, "signatory", first_name="Alice", last_name="Arnaud"))


def make_club_animator(first_name="Anna", last_name="Mateur"):
    person = make_writer(first_name, last_name)
    SpaceMember.objects.create(space=club(), person=person, function="animator")
    forget(person)
    return person


def make_thread(by, title="Comment nettoyer les halls ?", **facts):
    facts = {"source": "Nos halls sont sales le lundi."} | facts
    return actions.ask(facts.pop("space", None) or club(), by=by, title=title, **facts)


def make_answer(thread, by, source="Un passage le dimanche soir.", **facts):
    return actions.answer(thread, by=by, source=source, **facts)


def certified(message, by):
    return message.workflow.fire(message, "certify", by=by)


def fresh(thing):
    return type(thing)._base_manager.get(pk=thing.pk)


def make_club_member(first_name="Léa", last_name="Dupuis", *, space=None, label=None, **organism):
    """Somebody of a labelled organism of their own, charter accepted."""
    landlord = make_organism(**organism)
    make_label(landlord, **label or {})
    return settle(
        make_member(landlord, first_name=first_name, last_name=last_name), space or club()
    )


def make_animator(person, space):
    SpaceMember.objects.create(space=space, person=person, function="animator")
    return settle(person, space)


def make_accredited(first_name="Ali", last_name="Haddad"):
    auditor = make_auditor(first_name, last_name)
    make_accreditation(auditor, state="active")
    return auditor.user


def make_lea_who_animates():
    return make_animator(make_club_member(), club())


def make_marc():
    return make_club_member("Marc", "Petit")
