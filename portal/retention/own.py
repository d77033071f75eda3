"""Retention of the kernel's own data: mails, invitations, kept files, addresses of calendars."""

from django.db.models import Q

from portal.accounts.models import Invitation
from portal.calendar.models import CalendarFeed
from portal.notifications.models import Message
from portal.notifications.outbox import FORGOTTEN
from portal.retention.erasing import mask, mask_all
from portal.retention.periods import start_of
from portal.retention.register import MASKED, Keeping, register_keeping
from portal.web.kept_files import KeptFile, erase

SAYS = ~Q(subject="", body="", error="", name="") | Q(person=None) & ~Q(address__endswith=FORGOTTEN)


def mails_over(limit):
    """Those that left, or will not, and still say something or to whom."""
    return Q(created_at__lt=start_of(limit)) & ~Q(state=Message.State.PENDING) & SAYS


def feeds_over(limit):
    """An address that no device reads any more is closed."""
    return Q(read_on__lt=limit) | Q(read_on=None, made_at__lt=start_of(limit))


def invitations_over(limit):
    return Q(expires_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "mail",
        "Courriels envoyés par le portail",
        "leur texte, et l’adresse de qui n’a pas de compte",
        "l’envoi",
        model=Message,
        over=mails_over,
        deed=mask,
        deed_of_many=mask_all,
        ending=MASKED,
    )
)
register_keeping(
    Keeping(
        "invitation",
        "Invitations à ouvrir un compte",
        "l’adresse de la personne invitée, le rôle proposé, et ce qu’a écrit qui demande à devenir auditeur",
        "leur fin de validité",
        model=Invitation,
        over=invitations_over,
    )
)
register_keeping(
    Keeping(
        "kept_file",
        "Fichiers d’un formulaire qui n’est pas encore accepté",
        "le fichier, et l’empreinte de l’adresse du réseau de qui n’a pas de compte",
        "leur envoi",
        model=KeptFile,
        over=lambda limit: Q(at__lt=start_of(limit)),
        deed=erase,
    )
)
register_keeping(
    Keeping(
        "agenda_address",
        "Adresses personnelles d’agenda",
        "l’empreinte d’une adresse secrète, le jour de sa dernière lecture",
        "la dernière lecture, ou la création si personne ne l’a lue",
        model=CalendarFeed,
        over=feeds_over,
    )
)
