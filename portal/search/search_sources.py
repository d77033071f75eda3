"""Members' search source: private files by name, received mails by subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.dispatch import receiver
from django.urls import reverse

from portal import access
from portal.documents.models import StoredFile
from portal.documents.retention import erased
from portal.inbox.listing import rows_of
from portal.notifications.models import Message
from portal.ops.worker import daily
from portal.search import index
from portal.search.index import Words
from portal.search.listing import AT_MOST, matching
from portal.search.registry import Result, source

FILE = ("name", "kind", "size", "stored_at", "token")
# What tells a mail and its line in the list (portal.inbox.listing), less its text.
MAIL = (
    "subject",
    "id",
    "notice",
    "name",
    "state",
    "not_before",
    "ready_at",
    "sent_at",
    "thing_type",
    "thing_id",
)


def _file(row):
    name, _kind, _size, stored_at, token = row
    return Result(name, reverse("file", args=[token]), "Fichier déposé", stored_at)


FILES = Words("fichiers", StoredFile, FILE, texts=FILE[:1])


@receiver(erased)
def forget_file(pk, **_):
    index.forget(FILES.kind, [pk])


@source("fichiers", "Fichiers", 85, FILES)
def files(user, query):
    """Latest version of each file that the person may download."""
    rows = StoredFile.objects.visible_to(user).current()
    return matching(rows, query, FILES, tell=_file, order=("-stored_at",))


@dataclass(eq=False)
class Mails(Sequence):
    """Mail results; each links to its subject."""

    kept: list
    user: object

    def __len__(self):
        return len(self.kept)

    def __getitem__(self, place):
        if not isinstance(place, slice):
            return self[place : place + 1][0]
        found = [Message(**dict(zip(MAIL, row, strict=True))) for row in self.kept[place]]
        return [_mail(row) for row in rows_of(found, self.user)]


def _mail(row):
    return Result(row.title, row.url, "Courriel reçu", row.message.sent_at)


@source("courriels", "Courriels reçus", 95)
def mails(user, query):
    """Received mails of a person; read directly, not indexed."""
    rows = Message.objects.visible_to(user).filter(state=Message.State.SENT, person=user.pk)
    for one in query.patterns:
        rows = rows.filter(subject__iregex=one)
    rows = rows.order_by("-sent_at").values_list(*MAIL)[:AT_MOST]
    found = [row for row in rows if query.answers_title(row[0])]
    found.sort(key=lambda row: -query.weight(row[0]))  # stable: the latest first among equals
    return Mails(_still_seen(found, user), user)


def _still_seen(rows, user):
    """Those whose subject the person may still see."""
    about = {}
    for *_, kind, key in rows:
        about.setdefault(kind, set()).add(key)
    seen = {
        kind: set(
            access.QuerySet(apps.get_model(kind))
            .visible_to(user)
            .filter(pk__in=keys)
            .values_list("pk", flat=True)
        )
        for kind, keys in about.items()
    }
    return [row for row in rows if row[-1] in seen[row[-2]]]


@daily
def rebuild_index():
    """Daily rebuild of the index, for bulk writes that send no signal."""
    return index.rebuild()
