"""Trademark and charter, as other apps know them."""

from datetime import date

from django.db.models import Model

from labelling.brand import charters
from labelling.brand.models import Trademark


def charter_in_force(day: date | None = None) -> Model | None:
    """The charte graphique of a day, today by default, or None; to be read only."""
    return charters.in_force(day)


def trademark() -> Model | None:
    """The mark of the label, as it is known (its kind may be « à préciser »), or None."""
    return Trademark.objects.exclude(state=Trademark.State.LAPSED).order_by("pk").first()
