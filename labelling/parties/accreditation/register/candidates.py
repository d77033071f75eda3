"""Candidates: who asks to become an auditor by the public page, and goes on with an account of their own.

The page opens nothing by itself: the link goes to the address that was typed, and who accepts it has shown that
the address is theirs. They then have an application in preparation, with what they wrote.
"""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from labelling.parties.accreditation import actions
from labelling.parties.accreditation.models import Auditor
from labelling.parties.accreditation.register import actions as registering
from portal.accounts import mails
from portal.accounts.invitations import invite, register_purpose
from portal.core import clock
from portal.models import Invitation
from portal.workflow import audit_log

PURPOSE = registering.CANDIDATE
KNOWN_MAIL = "labelling/accreditation/mail/known_candidate.txt"


@transaction.atomic
def receive(*, key, sender_email, **facts):
    """Send the link to the address; the same sending (`key`) twice has one effect, a later one replaces the former.

    `facts`: first_name, last_name, firm, text. Nothing is told on the page of who is an auditor already: their
    mail says so, and no invitation is given back.
    """
    registering.lock_register()
    email, sent = sender_email.strip().lower(), {"sent_key": key.hex}
    asked = Invitation.objects.filter(purpose=PURPOSE)
    if known := asked.filter(data__sent_key=key.hex).first():
        return known
    if Auditor.objects.filter(user__email=email).exists():
        return _tell_known(email, key)
    asked.pending().filter(email=email).update(withdrawn_at=clock.now())
    invitation = invite(email, by=None, purpose=PURPOSE, data=facts | sent)
    sentence = "Une personne a demandé à devenir auditeur, par la page publique."
    audit_log.write(invitation, by=None, act="auditor_asked", sentence=sentence)
    return invitation


def become_candidate(invitation, user):
    """In the register, with an application in preparation that begins with what the person wrote."""
    facts = {"firm": invitation.data["firm"], "regions": [], "audit_types": [], "is_public": False}
    auditor = registering.enter(
        invitation, user, facts, "a confirmé son adresse et ouvre sa candidature d’auditeur"
    )
    if not auditor.accreditations.exclude(state__in=actions.OVER).exists():
        actions.apply(user, references_text=invitation.data["text"])


def describe(invitation):
    """« poursuivre votre candidature d’auditeur du label Quali’Hlm, pour le cabinet Relais Conseil »."""
    firm = invitation.data["firm"]
    return f"poursuivre votre candidature d’auditeur du label Quali’Hlm, pour le cabinet {firm}"


def _tell_known(email, key):
    address = settings.PORTAL_ADDRESS + reverse("labelling:accreditation_list")
    subject, _, body = render_to_string(KNOWN_MAIL, {"url": address}).partition("\n")
    mails.send.enqueue(subject, body.strip() + "\n", email, f"candidate:{key.hex}")


register_purpose(PURPOSE, become_candidate, describe, second_factor=registering.SECOND_FACTOR)
