"""Job of consultations: each morning, the bodies that nobody has asked at the date of the rules (D24a)."""

from labelling.path.consultations.actions import ask_at_the_date
from portal.ops.worker import daily


@daily
def ask_bodies():
    return ask_at_the_date()
