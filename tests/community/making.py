"""Makes what the tests of the communities start from."""

from community.models import Acceptance, Charter, Space, SpaceMember
from community.spaces.standing import forget
from tests.factories import make_member, make_organism
from tests.labelling.accreditation.making import make_accreditation, make_auditor
from tests.labelling.labels.making import make_label


def club():
    return Space.objects.get(slug="club")


def make_group(name="Charges et énergie", slug="charges"):
    return Space.objects.create(slug=slug, kind="group", name=name)


def settle(person, space):
    """The charter in force is accepted."""
    charter = Charter.objects.filter(kind=space.kind).first()
    Acceptance.objects.get_or_create(space=space, charter=charter, person=person)
    forget(person)
    return person


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
