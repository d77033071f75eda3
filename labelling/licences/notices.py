"""The mails of a licence's life, with the people whom each one reaches."""

from django.db.models import Q

from labelling.organisms import reaching
from portal.core import clock
from portal.models import Role, User
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

HELD = "Vous recevez ce message parce que votre organisme emploie la marque Quali’Hlm."
FOLLOWED = "Vous recevez ce message parce que vous suivez l’usage de la marque."
PRESIDES = "Vous recevez ce message parce que vous présidez le comité de labellisation."


members = reaching.members()
dircom = Holders((Role.DIRCOM,))
brand_office = Holders((Role.DIRCOM, Role.REFERENT, Role.DEPUTY))


def signatories(licence):
    return members(licence).filter(memberships__function="signatory")


def chairs(_licence):
    """Who holds today the seat of the président or of the vice-président."""
    today = clock.today()
    seats = Q(mandates__seat__is_chair=True) | Q(mandates__seat__is_vice_chair=True)
    held = Q(mandates__until_on=None) | Q(mandates__until_on__gte=today)
    rows = User.objects.filter(
        seats, held, mandates__since_on__lte=today, mandates__rank="full", is_active=True
    )
    return rows.distinct()


def digital_remains(licence):
    return licence.digital_removed_on is None


def print_remains(licence):
    return licence.print_removed_on is None


def is_open(licence):
    return licence.state == "eligible"


def is_silent(licence):
    """Nothing has been answered to the reproach, which still stands."""
    return bool(licence.grievance) and not licence.observations


OPENED = Notice(
    "licence.opened",
    about="labelling.BrandLicence",
    template="labelling/licences/mail/opened.txt",
    to=members,
    why=HELD,
    still=is_open,
)
REQUESTED = Notice("licence.requested", to=signatories, why=HELD)
ACCEPTED = Notice("licence.accepted", to=brand_office, why=FOLLOWED)
REFUSED = Notice("licence.refused", to=members, why=HELD)
RECONSIDERED = Notice("licence.reconsidered", to=members, why=HELD)
CARRIED = Notice("licence.carried", to=members, why=HELD)
SUSPENDED = Notice(
    "licence.suspended", to=members, why=HELD, dates=("digital_due_on", "print_due_on")
)
REINSTATED = Notice("licence.reinstated", to=members, why=HELD)
NEW_CHARTER = Notice("licence.new_charter", to=members, why=HELD)
ENDING = Notice(
    "licence.ending", to=members, why=HELD, dates=("end_on", "digital_due_on", "print_due_on")
)
CESSATION_DUE = Notice(
    "licence.cessation_due", to=members, why=HELD, still=digital_remains, dates=("digital_due_on",)
)
PRINT_DUE = Notice(
    "licence.cessation_due_print",
    to=members,
    why=HELD,
    still=print_remains,
    dates=("print_due_on",),
)
REMOVED = Notice("licence.removed", to=dircom, why=FOLLOWED)
DISPUTED = Notice("licence.disputed", to=members, why=HELD)
ENDED = Notice("licence.ended", to=members, why=HELD)
ESCALATED = Notice(
    "licence.escalated", to=brand_office, why=FOLLOWED, dates=("digital_due_on", "print_due_on")
)
ACCUSED = Notice("licence.accused", to=members, why=HELD, dates=("hearing_until_on",))
HEARING_DUE = Notice("licence.hearing_due", to=members, why=HELD, still=is_silent)
TO_DECIDE = Notice("licence.to_decide", to=chairs, why=PRESIDES)
ANSWERED = Notice("licence.observed", to=brand_office, why=FOLLOWED, dates=("hearing_until_on",))
DROPPED = Notice("licence.dropped", to=members, why=HELD)
REVOKED = Notice("licence.revoked", to=members, why=HELD, dates=("digital_due_on", "print_due_on"))
REVOKED_TOLD = Notice("licence.revoked_told", to=brand_office, why=FOLLOWED)
