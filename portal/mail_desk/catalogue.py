"""Mail types: the model and the template of each, from the tables and the notices."""

from django.apps import apps

from portal.notifications import outbox
from portal.notifications.catalogue import line
from portal.workflow import WORKFLOWS


def kinds():
    """{key: (model, template)} of the types whose shipped text is known."""
    found = {}
    for notice in outbox.NOTICES.values():
        if notice.about and notice.template:
            found[notice.key] = (apps.get_model(notice.about), notice.template)
    for model, table in WORKFLOWS.items():
        told = [notice for one in table.transitions.values() for notice in one.tells]
        for notice in (*told, *(reminder.notice for reminder in table.reminders)):
            found[notice.key] = (model, outbox.template_of(notice, table.topic))
    return found


def template(key):
    return kinds()[key][1]


def title(key):
    """As the person reads it among their messages and choices."""
    return line(key).title
