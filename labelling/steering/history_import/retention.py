"""Retention of imports of the tracking that nobody confirms: abandoned by the clock, not before the day it told."""

from datetime import timedelta

from django.db.models import Q

from labelling.steering.history_import.matching.actions import PERIOD
from labelling.steering.history_import.models import TrackingImport
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def unconfirmed(limit):
    """Read on that day or before."""
    read = Q(created_at__lt=start_of(limit + timedelta(days=1)))
    return read & Q(state=TrackingImport.State.PREVIEWED)


def abandon(tracking_import):
    tracking_import.workflow.fire(tracking_import, "abandon")


register_keeping(
    Keeping(
        PERIOD,
        "Imports du suivi jamais confirmés",
        "le fichier de suivi, avec les noms et les adresses qu’il contient",
        "leur lecture",
        model=TrackingImport,
        over=unconfirmed,
        until="due_on",  # the day that its page and its reminder tell
        deed=abandon,
    )
)
