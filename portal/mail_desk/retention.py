"""What this room keeps of people: addresses that refused a mail."""

from django.db.models import Q

from portal.mail_desk.models import LostAddress
from portal.retention.periods import start_of
from portal.retention.register import Keeping, keep


def lost_over(limit):
    return Q(found_at__lt=start_of(limit))


keep(
    Keeping(
        "lost_address",
        "Adresses qui refusent les courriels",
        "l’adresse et la personne",
        "le constat",
        model=LostAddress,
        over=lost_over,
    )
)
