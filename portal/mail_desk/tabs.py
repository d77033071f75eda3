"""Tabs of the mail desk, and the check that closes it to everybody else."""

from django.http import Http404
from django.urls import reverse

from portal.mail_desk.rules import is_office, reads_the_log
from portal.web.navigation import SPACE, Entry, register_entry

TABS = (
    ("posting:deliveries", "Envois"),
    ("posting:forecast", "À venir"),
    ("posting:texts", "Textes"),
)
register_entry(
    SPACE,
    Entry("Courriels", "posting:deliveries", reads_the_log, order=70, root="/espace/courriels/"),
)


def only_the_office(request):
    """Foreign and missing are one: the page does not exist for others."""
    if not is_office(request.user):
        raise Http404


def tabs(request, current):
    """None for whoever has one part only."""
    if not is_office(request.user):
        return []
    return [
        {"label": label, "url": reverse(name), "is_current": name == current}
        for name, label in TABS
    ]
