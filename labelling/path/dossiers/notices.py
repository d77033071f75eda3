"""Notices of a dossier, with their recipients."""

from labelling.parties.organisms.people import recipients
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Dossiers", 100)
TO_MEMBERS = "les membres de l’organisme"
TO_OFFICE = "le référent label et son suppléant"

OFFICE = (Role.REFERENT, Role.DEPUTY)
FOLLOWED = "Vous recevez ce message parce que vous suivez ce dossier pour votre organisme."
INSTRUCTED = "Vous recevez ce message parce que vous instruisez les dossiers du label."


members = recipients.members()
instructors = Holders(OFFICE)


def to_members(key, title, **options):
    said = {"why": FOLLOWED, "audience": TO_MEMBERS, "group": GROUP}
    return Notice(f"dossier.{key}", title, to=members, **said, **options)


def to_office(key, title, **options):
    said = {"why": INSTRUCTED, "audience": TO_OFFICE, "group": GROUP}
    return Notice(f"dossier.{key}", title, to=instructors, **said, **options)


SUBMITTED = to_members("submitted", "Votre dossier est déposé")
REGISTERED = to_members("registered", "Votre dossier est enregistré")
COMPLEMENT_REQUESTED = to_members(
    "complement_requested",
    "Des compléments vous sont demandés",
    mandatory="l’engagement signé fixe un délai de réponse qui court dès ce message",
)
COMPLEMENT_CHANGED = to_members(
    "complement_changed",
    "Les compléments demandés ont changé",
    mandatory="la demande et le délai de réponse ne sont plus ceux que vous avez reçus",
)
COMPLEMENT_CANCELLED = to_members("complement_cancelled", "Les compléments ne sont plus demandés")
COMPLEMENT_OVERDUE = to_members(
    "complement_overdue",
    "Les compléments sont en retard",
    states=("to_complete",),
    deadline=True,
    mandatory="l’engagement signé prévoit le classement d’un dossier resté sans réponse",
)
SENT_BACK = to_members(
    "sent_back", "Votre dossier vous est rendu", states=("preparation",), asks=True
)
REOPENED = to_members("reopened", "Votre dossier est rouvert")
STAGE_OPENED = to_members("stage_opened", "Une étape de votre dossier s’ouvre")
SCHEDULED = to_members("scheduled", "Votre dossier est inscrit au comité")
ADJOURNED = to_members("adjourned", "Le comité a ajourné votre dossier")
FOLLOW_UP = to_members("follow_up", "Le suivi de votre label commence")
DISMISSED = to_members(
    "dismissed",
    "Votre dossier est classé",
    mandatory="le classement vous est notifié par ce message",
)
TO_CHECK = to_office("to_check", "Un dossier est à vérifier", states=("submitted",), asks=True)
TO_INSTRUCT = to_office("to_instruct", "Un dossier est à instruire", states=("review",), asks=True)
DISMISS_PROPOSED = to_office(
    "dismiss_proposed",
    "Un dossier resté sans réponse peut être classé",
    states=("to_complete",),
    dates=("due_on",),
    deadline=True,
)
DISCONTINUED = to_office("discontinued", "Un organisme renonce à son dossier")

register_placeholders(
    {
        "thing.get_dossier_type_display": "type_dossier",
        "thing.outcome_reason": "motif",
        "thing.rules.code": "regles",
    }
)
