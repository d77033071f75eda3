"""Mail notices of the follow-up: a colleague mentioned in a note, the mail of a relance."""

from labelling.parties.organisms.people.recipients import SIGNATORY, TEAM
from labelling.steering.follow_up.rules import office
from portal.notifications.notices import Group, Notice
from portal.notifications.recipients import BY_ROLE

TOPIC = "labelling/follow_up"
FOLDER = f"{TOPIC}/mail"
GROUP = Group("Suivi des organismes", 1430)
OFFICERS = tuple(
    BY_ROLE[role] for role in ("label_referent", "label_deputy", "committee_secretary")
)


def mentioned(mention):
    return [mention.person]


def is_unread(mention):
    return mention.read_at is None and mention.note.withdrawn_at is None


def holds_office(_mention, person):
    return office(person, None)


def given(handing):
    return [handing.person]


def is_given(handing):
    return handing.cancelled_at is None


def addressees(relance):
    return relance.people.all()


def acts_still(relance, person):
    """Who has left the organism since receives nothing of it any more."""
    return relance.organism.memberships.filter(user=person, is_active=True).exists()


def writer_address(relance, _person):
    """An answer is read by who wrote."""
    return relance.by.email if relance.by.is_active else ""


MENTIONED = Notice(
    "follow_up.mentioned",
    "Une personne du bureau vous cite dans une note",
    about="labelling.NoteMention",
    template=f"{FOLDER}/mentioned.txt",
    to=mentioned,
    still=is_unread,
    still_for=holds_office,
    why="Vous recevez ce message parce qu’une note du bureau vous cite.",
    audience="la personne citée",
    group=GROUP,
    asks=True,
    reaches=OFFICERS,
)
RELANCE = Notice(
    "follow_up.relance",
    "Le référent label vous écrit au sujet de votre organisme",
    about="labelling.Relance",
    template=f"{FOLDER}/relance.txt",
    to=addressees,
    still_for=acts_still,
    reply_to=writer_address,
    why="Vous recevez ce message parce que vous agissez pour cet organisme.",
    audience="les personnes de l’organisme que le référent choisit",
    mandatory="le référent attend une réponse de votre organisme",
    group=GROUP,
    reaches=(SIGNATORY, TEAM),
)
HANDED = Notice(
    "follow_up.handed",
    "Plusieurs dossiers vous sont confiés",
    about="labelling.Handing",
    template=f"{FOLDER}/handed.txt",
    to=given,
    still=is_given,
    why="Vous recevez ce message parce qu’il s’agit de votre travail.",
    audience="à qui ils sont confiés",
    group=GROUP,
    reaches=OFFICERS[:2],
)
