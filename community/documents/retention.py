"""Retention periods of acknowledgements of reading: as long as the document is shown, and some time after."""

from django.db.models import Q

from community.documents.models import DocumentReading
from portal.retention.durations import start_of
from portal.retention.registry import Keeping, register_keeping


def over(limit):
    retired = Q(version__document__state="retired")
    return retired & Q(version__document__since_at__lt=start_of(limit))


register_keeping(
    Keeping(
        "document_reading",
        "Lectures confirmées des documents",
        "votre nom, la version lue, l’instant, les rappels",
        "le retrait du document",
        model=DocumentReading,
        over=over,
    )
)
