"""Mail notices of practices, with the recipients of each."""

from labelling.public import members, members_of_organism
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Observatoire", 800)
TO_MEMBERS = "les membres de l’organisme"

OURS = "Vous recevez ce message parce que cette pratique est celle de votre organisme."
MODERATED = "Vous recevez ce message parce que vous relisez les pratiques."


members_of = members_of_organism
contributors = members()
moderators = Holders((Role.REFERENT, Role.DEPUTY))
publishers = Holders((Role.REFERENT, Role.DEPUTY, Role.DIRCOM))


SUBMITTED = Notice(
    "practice.submitted",
    "Une pratique est à relire",
    to=moderators,
    why=MODERATED,
    states=("submitted",),
    audience="qui relit les pratiques",
    group=GROUP,
    asks=True,
)
VALIDATED = Notice(
    "practice.validated",
    "Une pratique est à publier",
    to=publishers,
    why=MODERATED,
    states=("validated",),
    still_for=lambda practice, person: practice.validated_by_id != person.pk,
    audience="qui publie les pratiques",
    group=GROUP,
    asks=True,
)
CHANGES_REQUESTED = Notice(
    "practice.changes_requested",
    "Votre pratique est à reprendre",
    to=contributors,
    why=OURS,
    states=("changes_requested",),
    audience=TO_MEMBERS,
    group=GROUP,
    asks=True,
)
PUBLISHED = Notice(
    "practice.published",
    "Votre pratique est publiée",
    to=contributors,
    why=OURS,
    dates=("review_due_on",),
    audience=TO_MEMBERS,
    group=GROUP,
)
EDITION_PUBLISHED = Notice(
    "practice.edition_published",
    "La nouvelle version de votre pratique est publiée",
    to=contributors,
    why=OURS,
    audience=TO_MEMBERS,
    group=GROUP,
)
REJECTED = Notice(
    "practice.rejected",
    "Votre pratique n’est pas retenue",
    to=contributors,
    why=OURS,
    audience=TO_MEMBERS,
    group=GROUP,
)
REVIEW_DUE = Notice(
    "practice.review_due",
    "Votre pratique est à confirmer",
    to=contributors,
    why=OURS,
    states=("review_due",),
    audience=TO_MEMBERS,
    deadline=True,
    group=GROUP,
)
REVIEW_STILL = Notice(
    "practice.review_still",
    "Votre pratique reste à confirmer",
    to=contributors,
    why=OURS,
    states=("review_due",),
    dates=("review_due_on",),
    audience=TO_MEMBERS,
    deadline=True,
    group=GROUP,
)
BEGUN = Notice(
    "practice.begun",
    "Une fiche est commencée d’après un échange",
    about="observatory.GoodPractice",
    template="observatory/mail/begun.txt",
    to=contributors,
    why=OURS,
    states=("draft",),
    audience="qui la continue",
    group=GROUP,
)

register_placeholders(
    {
        "thing.moderation_note": "note_relecture",
        "thing.review_due_on": "a_revoir_le",
    }
)
