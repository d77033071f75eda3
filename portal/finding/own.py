"""What the kernel itself lets one find: private files by their name, mails one received by their subject."""

import re

from django.conf import settings
from django.urls import reverse

from portal.files.models import StoredFile
from portal.finding.rows import matching
from portal.finding.sources import Result, source
from portal.outbox import Message

FILE = ("name", "kind", "size", "stored_at", "token")
MAIL = ("subject", "sent_at", "body")


def _file(row):
    name, _kind, _size, stored_at, token = row
    return Result(name, reverse("file", args=[token]), "Fichier déposé", stored_at)


@source("fichiers", "Fichiers", order=85)
def files(user, query):
    """The latest version of what one may download."""
    rows = StoredFile.objects.visible_to(user).current()
    return matching(rows, query, fields=FILE, texts=FILE[:1], order=("-stored_at",), tell=_file)


def _mail(row):
    """Where the mail led; its text stays in the mail: a right may have ended since."""
    subject, sent_at, body = row
    led = re.search(rf"{re.escape(settings.PORTAL_ADDRESS)}(/espace/\S*)", body)
    return Result(subject, led[1] if led else "", "Courriel reçu", sent_at)


@source("courriels", "Courriels reçus", order=95)
def mails(user, query):
    rows = Message.objects.visible_to(user).filter(state=Message.State.SENT, person=user.pk)
    return matching(rows, query, fields=MAIL, texts=MAIL[:1], order=("-sent_at",), tell=_mail)
