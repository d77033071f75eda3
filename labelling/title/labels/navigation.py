"""Entries of the register in the public bar, of labels in the member bar."""

from labelling.parties.organisms.rules import chair, memberships
from portal.models import Role
from portal.web.navigation import PUBLIC, SPACE, Entry, register_entry


def follows_labels(user):
    """The office, the présidence of the committee, and the members of an organism."""
    if not user.is_authenticated:
        return False
    office = (Role.REFERENT, Role.DEPUTY, Role.SECRETARY)
    return (
        any(user.has_role(role) for role in office) or chair(user, None) or bool(memberships(user))
    )


register_entry(
    PUBLIC,
    Entry("Annuaire", "labelling:directory", order=30, root="/annuaire/"),
    Entry("Vérifier", "labelling:verify_form", order=40, root="/verifier/"),
)


def prints(user):
    """The technique has no other page of the labels; the référent comes from a label or a mail."""
    return user.is_authenticated and user.has_role(Role.TECH)


register_entry(
    SPACE,
    Entry(
        "Attestations", "labelling:attestation_list", prints, order=61, root="/espace/attestations/"
    ),
)
register_entry(
    SPACE,
    Entry("Labels", "labelling:label_list", follows_labels, order=60, root="/espace/labels/"),
)
