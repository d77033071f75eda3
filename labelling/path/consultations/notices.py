"""Notices of consultations: the link to a body, its word to the organism and the office, the answer to the body."""

from labelling.parties.organisms.people import recipients
from labelling.parties.organisms.people.recipients import TEAM
from portal.models import Role
from portal.notifications import outbox
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import OFFICE, Each, Holders

GROUP = Group("Représentants des locataires", 180)
TOPIC = "labelling/consultations"
TO_BODY = "les représentants de locataires qui sont consultés"
members = recipients.members("dossier.organism_id")
office = Holders((Role.REFERENT, Role.DEPUTY))


def nobody(_thing):
    """To somebody without an account: `outbox.write_to_address`."""
    return ()


ASKED = Notice(
    "consultation.asked",
    "Votre avis est demandé",
    about="labelling.AccessKey",
    template=f"{TOPIC}/mail/asked.txt",
    to=nobody,
    still=lambda key: key.opens,
    audience=TO_BODY,
    to_address=True,
    why="Vous recevez ce message parce que vous représentez des locataires de cet organisme.",
    group=GROUP,
)
MAILBOX = Notice(
    "consultation.mailbox",
    "Toutes vos demandes d’avis",
    about="labelling.AccessKey",
    template=f"{TOPIC}/mail/mailbox.txt",
    to=nobody,
    still=lambda key: key.opens,
    audience=TO_BODY,
    to_address=True,
    why="Vous recevez ce message parce que quelqu’un l’a demandé pour cette adresse. Sinon, n’en faites rien.",
    group=GROUP,
)
FOLLOWED = Notice(
    "consultation.followed",
    "L’organisme vous a répondu",
    about="labelling.AccessKey",
    template=f"{TOPIC}/mail/followed.txt",
    to=nobody,
    still=lambda key: key.opens,
    audience=TO_BODY,
    to_address=True,
    why="Vous recevez ce message parce que vous avez donné votre avis et choisi d’en savoir la suite.",
    group=GROUP,
)
GIVEN = Notice(
    "consultation.given",
    "Les représentants des locataires ont donné leur avis",
    about="labelling.Consultation",
    template=f"{TOPIC}/mail/given.txt",
    to=Each((members, office)),
    states=("confirmed", "to_answer"),
    audience="l’organisme et le référent label",
    group=GROUP,
    reaches=(TEAM, *OFFICE),
)
CONTESTED = Notice(
    "consultation.contested",
    "Les représentants des locataires contestent",
    about="labelling.Consultation",
    template=f"{TOPIC}/mail/contested.txt",
    to=members,
    states=("contested",),
    audience="les membres de l’organisme",
    asks=True,
    group=GROUP,
)
CONTEST_TOLD = Notice(
    "consultation.contest_told",
    "Des représentants de locataires contestent",
    about="labelling.Consultation",
    template=f"{TOPIC}/mail/contested.txt",
    to=office,
    states=("contested",),
    audience="le référent label",
    group=GROUP,
)
TO_READ = Notice(
    "consultation.to_read",
    "Une contestation répondue est à lire",
    about="labelling.Consultation",
    template=f"{TOPIC}/mail/to_read.txt",
    to=office,
    states=("contest_answered",),
    audience="le référent label",
    asks=True,
    group=GROUP,
)
DUE = Notice(
    "consultation.due",
    "Un avis de locataires attend votre réponse",
    about="labelling.Consultation",
    template=f"{TOPIC}/mail/due.txt",
    to=members,
    states=("to_answer", "contested"),
    audience="les membres de l’organisme",
    deadline=True,
    group=GROUP,
)
register_placeholders({"thing.body": "instance", "thing.stage_label": "etape"})


def send_links(keys, notice, event):
    """One mail a contact reached by an address; `event` names it once."""
    rows = [(key, key.contact.email, f"{key.pk}:{event}") for key in keys]
    outbox.write_to_addresses(notice, rows, topic=TOPIC)
