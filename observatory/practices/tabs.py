"""Tabs of the observatory in the member space: those that a person uses."""

from django.urls import reverse

from labelling.public import instructor, memberships
from observatory.navigation import follows_practices
from observatory.practices.rules import dircom


def _exchanges(user):
    return bool(memberships(user)) or instructor(user, None)


def _follows_trophies(user):
    return _exchanges(user) or dircom(user, None)


TABS = (
    ("Pratiques", "practices", follows_practices),
    ("Couverture", "coverage", lambda user: instructor(user, None) or dircom(user, None)),
    ("Progresser", "progress", lambda user: bool(memberships(user))),
    ("Reprises", "reuses", _exchanges),
    ("Questions", "questions", _exchanges),
    ("Collections", "collections", lambda user: True),
    ("Trophées", "trophies", _follows_trophies),
    ("Pratique du mois", "months", lambda user: instructor(user, None) or dircom(user, None)),
)


def list_tabs(user, here):
    return [
        {"label": label, "url": reverse(f"observatory:{name}"), "is_current": name == here}
        for label, name, visible in TABS
        if name == here or visible(user)
    ]
