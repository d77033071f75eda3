"""The mails of a practice's life, with the people whom each one reaches (label.md annex C)."""

from portal.models import Role, User
from portal.outbox import Notice

OURS = "Vous recevez ce message parce que cette pratique est celle de votre organisme."
MODERATED = "Vous recevez ce message parce que vous relisez les pratiques."


def members_of(organism_id):
    return User.objects.filter(
        memberships__organism=organism_id, memberships__is_active=True, is_active=True
    ).distinct()


def contributors(practice):
    return members_of(practice.organism_id)


def moderators(_practice):
    roles = (Role.REFERENT, Role.DEPUTY)
    return User.objects.filter(groups__name__in=roles, is_active=True).distinct()


def publishers(_practice):
    roles = (Role.REFERENT, Role.DEPUTY, Role.DIRCOM)
    return User.objects.filter(groups__name__in=roles, is_active=True).distinct()


SUBMITTED = Notice("practice.submitted", to=moderators, why=MODERATED)
CHANGES_REQUESTED = Notice("practice.changes_requested", to=contributors, why=OURS)
REJECTED = Notice("practice.rejected", to=contributors, why=OURS)
VALIDATED = Notice("practice.validated", to=publishers, why=MODERATED)
PUBLISHED = Notice("practice.published", to=contributors, why=OURS, dates=("review_due_on",))
BEGUN = Notice(
    "practice.begun",
    about="observatory.GoodPractice",
    template="observatory/mail/begun.txt",
    to=contributors,
    why=OURS,
    still=lambda practice: practice.state == "draft",
)
EDITION_PUBLISHED = Notice("practice.edition_published", to=contributors, why=OURS)
REVIEW_STILL = Notice("practice.review_still", to=contributors, why=OURS, dates=("review_due_on",))
REVIEW_DUE = Notice("practice.review_due", to=contributors, why=OURS)
