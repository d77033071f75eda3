"""Revisions of texts: who wrote what and when, of the texts that topics register."""

from portal.revisions.actions import record
from portal.revisions.models import TextRevision
from portal.revisions.texts import TEXTS, Text, register_text

__all__ = ["TEXTS", "Text", "TextRevision", "record", "register_text"]
