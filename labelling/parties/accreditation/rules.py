"""Permission rules of accreditations; auditors need a second factor (BR-07)."""

from labelling.parties.accreditation.models import Auditor, AuditorAccreditation, AuditorStatement
from portal import documents
from portal.access import affiliations, rule
from portal.accounts.passwords import register_privileged

documents.register_holder(AuditorAccreditation)
documents.register_holder(AuditorStatement)


affiliations.register_affiliation("auditor", lambda user: Auditor.objects.filter(user=user))


def is_auditor(user):
    return bool(affiliations.list_affiliations(user, "auditor"))


def auditor_of(user):
    """The auditor that a person is, or None."""
    return Auditor.objects.filter(user=user).first() if is_auditor(user) else None


@rule("l’auditeur")
def holder(user, accreditation):
    return accreditation.auditor.user_id == user.pk


@rule("l’auditeur")
def owner(user, auditor):
    """Of their own page, whatever they hold or ask for."""
    return auditor.user_id == user.pk


@register_privileged
def is_accredited(user):
    """BR-07: whoever holds, or has held, an accreditation signs in with a second factor."""
    return AuditorAccreditation.objects.filter(
        auditor__user=user, state__in=("active", "suspended", "expired")
    ).exists()
