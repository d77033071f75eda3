"""Membership of an organism: joining, leaving, the last signatory (BR-04)."""

from django.db import transaction

from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Membership, Organism
from labelling.parties.organisms.people.handovers import open_handover
from labelling.parties.organisms.people.models import Handover
from labelling.parties.organisms.rules import instructor, signatory
from portal.access import affiliations
from portal.accounts.invitations import invite, register_purpose
from portal.core import clock
from portal.ops.worker import often
from portal.workflow import Forbidden, Problem, Refused

PURPOSE = "organism.member"
F = Membership.Function


may_manage = signatory | instructor


@transaction.atomic
def add_member(organism, user, function, *, job="", by=None):
    """Give the function. Somebody who signs keeps signing: an invitation takes nothing away (BR-04)."""
    organism = audit_log.locked(organism)
    member = organism.memberships.filter(user=user, is_active=True).first()
    member = member or Membership(organism=organism, user=user, since_on=clock.today())
    before = member.function
    if before != F.SIGNATORY:
        member.function = function
    if member.until_on:  # who was to leave stays: nothing waits to be taken over
        Handover.objects.filter(membership=member, done_on=None).delete()
    member.job, member.until_on = job or member.job, None
    member.save()
    if member.function != before:
        audit_log.joined(organism, member, before, by=by or user)
    affiliations.forget(user)
    return member


@transaction.atomic
def deactivate(member, *, by, successor=None, until_on=None):
    """End a membership, at once or with the evening of a day (`until_on`).

    The last active signatory stays (BR-04), unless another organism has absorbed theirs (BR-05).

    What the person was in charge of waits for a successor (`handing_over`), named at once or later. The organism's
    row is the lock.
    """
    organism = audit_log.locked(member.organism)
    if not may_manage(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {may_manage.label} peut retirer un accès."))
    was_active = Membership.objects.filter(pk=member.pk, is_active=True).exists()
    member = end(member, until_on)
    if was_active:
        audit_log.left(organism, member, by=by)
        open_handover(member, successor, by=by)
    return member


@often
def close_ended():
    """Whose last day is over reads nothing since midnight: their row says so too."""
    rows = Membership.objects.filter(is_active=True, until_on__lt=clock.today())
    rows.update(is_active=False)


def end(member, until_on=None):
    """The check and the change, under the lock that `deactivate` takes."""
    member = Membership.objects.select_related("user", "organism").get(pk=member.pk)
    if not member.is_active:
        return member
    others = signatories(member.organism).exclude(pk=member.pk)
    is_needed = member.organism.is_active and member.function == F.SIGNATORY
    if is_needed and not others.exists():
        text = f"{member.user} est la seule personne signataire : invitez-en une autre d’abord."
        raise Refused(Problem("last_signatory", text))
    member.is_active, member.until_on = until_on is not None, until_on or clock.today()
    member.save(update_fields=["is_active", "until_on"])
    affiliations.forget(member.user)
    return member


def signatories(organism):
    """Active signatories whose account is open, and whose end is not planned."""
    return organism.memberships.filter(
        is_active=True, until_on=None, function=F.SIGNATORY, user__is_active=True
    )


@transaction.atomic
def invite_member(organism, email, function, *, by, job=""):
    """Send the link by which `email` will act for the organism."""
    if not may_manage(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {may_manage.label} peut inviter."))
    data = {"organism": organism.slug, "function": function, "job": job}
    organism = audit_log.locked(organism)
    if not organism.is_active:
        raise Refused(Problem("inactive", f"{organism} n’exerce plus\u00a0: personne n’y entre."))
    invitation = invite(email, by=by, purpose=PURPOSE, data=data)
    audit_log.invited(organism, invitation, F(function), by=by)
    return invitation


def _organism(invitation):
    return Organism.objects.get(slug=invitation.data["organism"])


def join(invitation, user):
    data = invitation.data
    add_member(_organism(invitation), user, data["function"], job=data.get("job", ""), by=user)


def describe(invitation):
    """« rejoindre Valmeyre Habitat comme signataire »."""
    function = F(invitation.data["function"]).label
    return f"rejoindre {_organism(invitation)} comme {function}"


register_purpose(PURPOSE, join, describe)
