"""Actions on invitations: invite; on acceptance, create the draft of a practice."""

from django.db import IntegrityError, transaction

from observatory.practices import actions
from observatory.practices.invitations.models import PracticeInvitation
from observatory.practices.invitations.notices import INVITED
from observatory.practices.invitations.rules import inviter
from observatory.practices.terms import Origin
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, audit_log

INVITED_ALREADY = "L’organisme est déjà invité pour ce point fort."


@transaction.atomic
def invite(organism, *, by, origin, title, **said):
    """An invitation waiting for the organism, which is told. `said`: finding, session, association, told, message.

    Forbidden to all but the office; Refused for a finding that has one already.
    """
    if not inviter(by, organism):
        raise Forbidden(Problem("forbidden", f"Seul {inviter.label} invite un organisme."))
    reference = next_reference("QH-I", clock.today().year)
    facts = {"organism": organism, "origin": origin, "title": title, "invited_by": by} | said
    try:
        with transaction.atomic():
            invitation = PracticeInvitation.objects.create(reference=reference, **facts)
    except IntegrityError as error:
        raise Refused(Problem("invited", INVITED_ALREADY)) from error
    sentence = f"{by} a invité {organism} à raconter une pratique."
    entry = audit_log.write(
        invitation, by=by, act="invite", sentence=sentence, target=invitation.state
    )
    outbox.write(INVITED, invitation, entry, topic="observatory")
    return invitation


def accept(invitation, by, **_):
    """The organism agrees: its draft is created with what was noticed."""
    invitation.answered_by = by
    invitation.practice = actions.open_practice(
        invitation.organism,
        by=by,
        title=invitation.title,
        origin=invitation.origin,
        **_begun(invitation),
    )
    return {"practice": invitation.practice.reference}


def _begun(invitation):
    begun = {"description": invitation.noticed}
    if invitation.origin == Origin.AUDIT_STRENGTH:
        criterion = invitation.finding.criterion
        begun |= {"criteria": [criterion.code], "themes": [criterion.theme.code]}
    return begun


def decline(invitation, by, **_):
    invitation.answered_by = by
