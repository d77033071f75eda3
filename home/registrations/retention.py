"""Retention of registrations: 90 days after the event; of auditors' days, while an accreditation counts them."""

from django.db.models import Q

from home.pages.events import EventPage
from home.registrations.models import Registration
from portal.retention.durations import format_delay, period, start_of
from portal.retention.effects import erase
from portal.retention.registry import Keeping, register_keeping

COUNTED = Q(
    event__kind=EventPage.Kind.AUDITORS, attended_at__isnull=False, person__isnull=False
)  # events that an accreditation may count


def over(limit):
    """On days counted by an accreditation, all but the attendance itself."""
    return Q(event__ends_at__lt=start_of(limit)) & (~COUNTED | ~Q(needs=""))


def end(registration):
    """Erase the whole row, or its access needs only."""
    rows = Registration.objects.filter(pk=registration.pk)
    if rows.filter(COUNTED).exists():
        rows.update(needs="")
    else:
        erase(registration)


def attendance_over(limit):
    return Q(event__ends_at__lt=start_of(limit)) & COUNTED


def kept_for():
    """« 90 jours »."""
    return format_delay(period("registration").active)


register_keeping(
    Keeping(
        "registration",
        "Inscriptions à un rendez-vous",
        "nom, adresse électronique, organisme, besoins pour participer",
        "le rendez-vous",
        model=Registration,
        over=over,
        deed=end,
    )
)
register_keeping(
    Keeping(
        "attendance",
        "Présence d’un auditeur à une journée des auditeurs",
        "nom, adresse électronique, organisme, jour de présence",
        "la journée",
        model=Registration,
        over=attendance_over,
    )
)
