"""Audit log of an organism: invitations, arrivals, departures, changed facts (BR-23)."""

from labelling.parties.organisms.models import Membership, Organism
from portal.ui import words
from portal.workflow import audit_log


def locked(organism):
    """The organism's row, re-read and held until the transaction ends: its chain cannot fork."""
    return Organism.objects.select_for_update().get(pk=organism.pk)


def write_entry(organism, by, act, sentence, data=None):
    """One line; the caller holds the row, or has just made it."""
    return audit_log.write(organism, by=by, act=act, sentence=f"{by} {sentence}.", data=data)


def invited(organism, invitation, function, *, by):
    """No address: the journal is never erased, an invitation is."""
    sentence = f"a invité une personne comme {function.label}"
    write_entry(organism, by, "member_invited", sentence, {"invitation": invitation.pk})


def joined(organism, member, before, *, by):
    """By an invitation of one's own, or given by somebody else; a second one may raise the role."""
    role, person = member.get_function_display(), member.user
    is_own = by == person
    if before:
        sentence = f"a fait passer {person} de {Membership.Function(before).label} à {role}"
        sentence = f"est maintenant {role}" if is_own else sentence
    else:
        sentence = f"a accepté l’invitation et agit comme {role}"
        sentence = sentence if is_own else f"a donné {words.to(person)} le rôle de {role}"
    write_entry(
        organism, by, "member_joined", sentence, {"member": person.pk, "role": member.function}
    )


def left(organism, member, *, by):
    last = f", le {words.day(member.until_on)} au soir" if member.is_active else ""
    sentence = f"a mis fin à l’accès {words.of(member.user)}, {member.get_function_display()}{last}"
    write_entry(organism, by, "member_left", sentence, {"member": member.user_id})


def history(organism, members):
    """What happened to the organism, and what its members changed of their own names and numbers."""
    return audit_log.entries_of_all([organism, *(member.user for member in members)])
