"""Mail notices of documents: a review date that comes near, an acknowledgement of reading to give."""

from datetime import timedelta

from community.spaces.members.recipients import SPACES
from community.spaces.members.roles import current
from portal.access import sees
from portal.core import clock
from portal.core.working_days import worked_before
from portal.models import Role, User
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import BY_ROLE

GROUP = Group("Communautés", 950)

SOON = 30  # days before the review date (« Version de démonstration »)


def animators(document):
    """Animators of the space, else the référent."""
    people = User.objects.filter(is_active=True)
    named = document.space.people.filter(current(), function="animator").values("person")
    found = [p for p in people.filter(pk__in=named) if sees(p, document)]
    return found or people.filter(groups__name=Role.REFERENT)


def to_check(document):
    """Still shown, and its review date has not been moved."""
    if document.state != "shown" or document.expires_on is None:
        return False
    return worked_before(document.expires_on - timedelta(SOON)) <= clock.today()


def whom(reading):
    return [reading.person]


def awaited(reading):
    """Not read yet, of the version in force, of a document that the person still sees."""
    version = reading.version
    last = version.document.versions.first()
    return reading.read_at is None and version == last and sees(reading.person, version.document)


TO_READ = Notice(
    "document.to_read",
    "Un document est à lire",
    about="community.DocumentReading",
    template="community/documents/mail/to_read.txt",
    to=whom,
    why="Vous recevez ce message parce que cet espace demande à ses membres de lire ce document.",
    still=awaited,
    audience="les membres de l’espace",
    group=GROUP,
    reaches=(SPACES,),
    asks=True,
)
EXPIRES = Notice(
    "document.expires",
    "Un document d’espace est à vérifier",
    to=animators,
    why="Vous recevez ce message parce que vous animez cet espace.",
    still=to_check,
    dates=("expires_on",),
    audience="qui anime l’espace",
    deadline=True,
    group=GROUP,
    reaches=(SPACES, BY_ROLE[Role.REFERENT]),
)
