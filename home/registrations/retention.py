"""How long registrations are kept: ninety days after the event, told on the form."""

from django.db.models import Q

from home.registrations.models import Registration
from portal.retention.keeping import Keeping, keep
from portal.retention.periods import period, shown, start_of


def over(limit):
    return Q(event__ends_at__lt=start_of(limit))


def kept_for():
    """« 90 jours »."""
    return shown(period("registration").active)


keep(
    Keeping(
        "registration",
        "Inscriptions à un rendez-vous",
        "nom, adresse électronique, organisme, besoins pour participer",
        "le rendez-vous",
        model=Registration,
        over=over,
    )
)
