"""Notices of a licence, with their recipients."""

from django.db.models import Q

from labelling.parties.organisms.affiliations import sitting
from labelling.parties.organisms.people import recipients
from labelling.parties.organisms.people.recipients import PRESIDENCY, SIGNATORY
from portal.models import Role, User
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Marque et kit", 600)
TO_MEMBERS = "les membres de l’organisme"
TO_BRAND_OFFICE = "le bureau de la marque"

HELD = "Vous recevez ce message parce que votre organisme emploie la marque Quali’Hlm."
FOLLOWED = "Vous recevez ce message parce que vous suivez l’usage de la marque."
PRESIDES = "Vous recevez ce message parce que vous présidez le comité de labellisation."


members = recipients.members()
dircom = Holders((Role.DIRCOM,))
brand_office = Holders((Role.DIRCOM, Role.REFERENT, Role.DEPUTY))


def signatories(licence):
    return members(licence).filter(memberships__function="signatory")


def chairs(_licence):
    """Who holds today the seat of the président or of the vice-président."""
    seats = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    rows = User.objects.filter(seats, sitting("mandates__"), mandates__rank="full", is_active=True)
    return rows.distinct()


def digital_remains(licence):
    return licence.digital_removed_on is None


def print_remains(licence):
    return licence.print_removed_on is None


def is_silent(licence):
    """Nothing has been answered to the reproach, which still stands."""
    return bool(licence.grievance) and not licence.observations


REQUESTED = Notice(
    "licence.requested",
    "Une convention d’usage de la marque est à signer",
    to=signatories,
    why=HELD,
    states=("requested",),
    audience="les signataires de l’organisme",
    group=GROUP,
    reaches=(SIGNATORY,),
    asks=True,
)
OPENED = Notice(
    "licence.opened",
    "Vos droits sur la marque sont ouverts",
    about="labelling.BrandLicence",
    template="labelling/licences/mail/opened.txt",
    to=members,
    why=HELD,
    states=("eligible",),
    audience=TO_MEMBERS,
    group=GROUP,
)
ACCEPTED = Notice(
    "licence.accepted",
    "Une convention de marque est acceptée",
    to=brand_office,
    why=FOLLOWED,
    audience=TO_BRAND_OFFICE,
    group=GROUP,
)
REFUSED = Notice(
    "licence.refused",
    "Votre convention de marque est refusée",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
CARRIED = Notice(
    "licence.carried",
    "Votre licence de marque se poursuit",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
NEW_CHARTER = Notice(
    "licence.new_charter",
    "Une nouvelle charte de marque s’applique",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
ACCUSED = Notice(
    "licence.accused",
    "Un manquement à la charte vous est reproché",
    to=members,
    why=HELD,
    dates=("hearing_until_on",),
    audience=TO_MEMBERS,
    mandatory="le délai pour présenter vos observations court dès ce message",
    group=GROUP,
)
HEARING_DUE = Notice(
    "licence.hearing_due",
    "Vos observations sont attendues",
    to=members,
    why=HELD,
    still=is_silent,
    audience=TO_MEMBERS,
    deadline=True,
    group=GROUP,
)
ANSWERED = Notice(
    "licence.observed",
    "Un organisme a présenté ses observations",
    to=brand_office,
    why=FOLLOWED,
    dates=("hearing_until_on",),
    audience=TO_BRAND_OFFICE,
    group=GROUP,
)
TO_DECIDE = Notice(
    "licence.to_decide",
    "Une révocation de licence est proposée",
    to=chairs,
    why=PRESIDES,
    dates=("hearing_until_on",),
    audience="la présidence du comité",
    group=GROUP,
    reaches=(PRESIDENCY,),
)
RECONSIDERED = Notice(
    "licence.reconsidered",
    "Votre licence est réexaminée",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
DROPPED = Notice(
    "licence.dropped",
    "Le reproche est abandonné",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
DISPUTED = Notice(
    "licence.disputed",
    "Votre contestation est enregistrée",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
SUSPENDED = Notice(
    "licence.suspended",
    "Votre licence de marque est suspendue",
    to=members,
    why=HELD,
    dates=("digital_due_on", "print_due_on"),
    audience=TO_MEMBERS,
    mandatory="l’usage de la marque doit cesser aux dates dites",
    group=GROUP,
)
REINSTATED = Notice(
    "licence.reinstated",
    "Votre licence de marque est rétablie",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)
REVOKED = Notice(
    "licence.revoked",
    "Votre licence de marque est retirée",
    to=members,
    why=HELD,
    dates=("digital_due_on", "print_due_on"),
    audience=TO_MEMBERS,
    mandatory="l’usage de la marque doit cesser aux dates dites",
    group=GROUP,
)
REVOKED_TOLD = Notice(
    "licence.revoked_told",
    "Une licence de marque est retirée",
    to=brand_office,
    why=FOLLOWED,
    audience=TO_BRAND_OFFICE,
    group=GROUP,
)
ENDING = Notice(
    "licence.ending",
    "Votre licence de marque prend fin",
    to=members,
    why=HELD,
    dates=("end_on", "digital_due_on", "print_due_on"),
    audience=TO_MEMBERS,
    mandatory="l’usage de la marque doit cesser aux dates dites",
    group=GROUP,
)
CESSATION_DUE = Notice(
    "licence.cessation_due",
    "Les supports numériques sont à retirer",
    to=members,
    why=HELD,
    still=digital_remains,
    dates=("digital_due_on",),
    audience=TO_MEMBERS,
    deadline=True,
    mandatory="la convention de marque fixe cette date",
    group=GROUP,
)
PRINT_DUE = Notice(
    "licence.cessation_due_print",
    "Les supports imprimés sont à retirer",
    to=members,
    why=HELD,
    still=print_remains,
    dates=("print_due_on",),
    audience=TO_MEMBERS,
    deadline=True,
    mandatory="la convention de marque fixe cette date",
    group=GROUP,
)
ESCALATED = Notice(
    "licence.escalated",
    "Des supports restent en place après le terme",
    to=brand_office,
    why=FOLLOWED,
    dates=("digital_due_on", "print_due_on"),
    audience=TO_BRAND_OFFICE,
    deadline=True,
    group=GROUP,
)
REMOVED = Notice(
    "licence.removed",
    "Un organisme déclare ses supports retirés",
    to=dircom,
    why=FOLLOWED,
    audience="la Dircom",
    group=GROUP,
)
ENDED = Notice(
    "licence.ended",
    "Votre licence de marque est close",
    to=members,
    why=HELD,
    audience=TO_MEMBERS,
    group=GROUP,
)

register_placeholders(
    {
        "thing.accepted_by": "accepte_par",
        "thing.charter.code": "charte",
        "thing.digital_due_on": "echeance_numerique",
        "thing.digital_removed_on": "retrait_numerique",
        "thing.end_on": "fin",
        "thing.get_variant_display": "variante",
        "thing.grievance": "grief",
        "thing.hearing_until_on": "fin_contradictoire",
        "thing.print_due_on": "echeance_imprime",
        "thing.print_removed_on": "retrait_imprime",
        "thing.reason": "motif",
        "thing.removed_by": "retire_par",
    }
)
