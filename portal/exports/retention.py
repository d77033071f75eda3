"""Retention of prepared tables: a day, with their file."""

from django.db.models import Q

from portal.exports.models import PreparedTable, erase
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping

register_keeping(
    Keeping(
        "prepared_table",
        "Tableaux préparés",
        "qui a demandé quelle liste, et le fichier qui en a été fait",
        "la demande",
        model=PreparedTable,
        over=lambda limit: Q(asked_at__lt=start_of(limit)),
        deed=erase,
    )
)
