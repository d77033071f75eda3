"""Mail notices of practices, with the recipients of each."""

from labelling.public import members, members_of_organism
from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

OURS = "Vous recevez ce message parce que cette pratique est celle de votre organisme."
MODERATED = "Vous recevez ce message parce que vous relisez les pratiques."


members_of = members_of_organism
contributors = members()
moderators = Holders((Role.REFERENT, Role.DEPUTY))
publishers = Holders((Role.REFERENT, Role.DEPUTY, Role.DIRCOM))


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
