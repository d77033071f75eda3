"""The mails of a dossier's life, with the people whom each one reaches."""

from labelling.organisms import reaching
from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

OFFICE = (Role.REFERENT, Role.DEPUTY)
FOLLOWED = "Vous recevez ce message parce que vous suivez ce dossier pour votre organisme."
INSTRUCTED = "Vous recevez ce message parce que vous instruisez les dossiers du label."


members = reaching.members()
instructors = Holders(OFFICE)


def to_members(key, **options):
    return Notice(f"dossier.{key}", to=members, why=FOLLOWED, **options)


def to_office(key, **options):
    return Notice(f"dossier.{key}", to=instructors, why=INSTRUCTED, **options)


SUBMITTED = to_members("submitted")
TO_CHECK = to_office("to_check")
COMPLEMENT_REQUESTED = to_members("complement_requested")
COMPLEMENT_OVERDUE = to_members(
    "complement_overdue", still=lambda dossier: dossier.state == dossier.State.TO_COMPLETE
)
REGISTERED = to_members("registered")
DISMISS_PROPOSED = to_office("dismiss_proposed", dates=("due_on",))
DISMISSED = to_members("dismissed")
STAGE_OPENED = to_members("stage_opened")
FOLLOW_UP = to_members("follow_up")
TO_INSTRUCT = to_office("to_instruct")
SENT_BACK = to_members("sent_back")
SCHEDULED = to_members("scheduled")
ADJOURNED = to_members("adjourned")
DISCONTINUED = to_office("discontinued")
REOPENED = to_members("reopened")
