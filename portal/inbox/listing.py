"""Message list of a person, shown at once whatever becomes of the mail."""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import FETCH_PEERS, Q

from portal import access
from portal.access import affiliations
from portal.notifications import catalogue
from portal.notifications.catalogue import line
from portal.notifications.models import Message, held, unread
from portal.notifications.notices import NOTICES
from portal.ui import words
from portal.web.pagination import Paginator

PAGE = 20
UNREAD, ALL, DONE = "non-lus", "tous", "faits"
VIEWS = {UNREAD: "Non lus", ALL: "À garder en vue", DONE: "Faits"}
STATE = Message.State
User = get_user_model()
HOLDS, SETTLED, VOID = "holds", "settled", "void"


@dataclass(frozen=True)
class Row:
    """A message as it is listed; without object, it leads nowhere and names nothing."""

    message: Message
    title: str
    name: str
    url: str
    group: str
    wait: str
    is_settled: bool = False  # what it asked is done, or its thing has gone on

    @property
    def is_void(self):
        return not self.url


def unread_count(user):
    """Read with what binds the person: no query of its own."""
    return sum(count for count, _, _ in affiliations.list_affiliations(user, "unread"))


def read_list(user, view, group=""):
    """The messages of one view, newest first; a message held back by the référent is not said yet."""
    rows = unread(user) if view == UNREAD else Message.objects.visible_to(user).exclude(held())
    if view != UNREAD:
        rows = rows.filter(done_at__isnull=view == ALL)
    return rows.filter(_of_group(group)).order_by("-ready_at", "-pk")


def _of_group(group):
    if not group:
        return Q()
    keys = [one.key for one in catalogue.lines().values() if one.group.title == group]
    return Q(notice__in=keys)


def page_of(user, view, group, number):
    """(the page, its rows): the things are read together, as many queries for one as for twenty."""
    page = Paginator(read_list(user, view, group), PAGE).get_page(number)
    return page, rows_of(list(page.object_list), user)


def rows_of(messages, user):
    """Each as it is listed, in the same order; what they are about is read together."""
    things, asked = _things(messages, user), {}
    return [_row(message, things, asked) for message in messages]


def _things(messages, user):
    """{(kind, key): thing} of those that the person still sees."""
    wanted = {}
    for message in messages:
        wanted.setdefault(message.thing_type, set()).add(message.thing_id)
    found = {}
    for kind, keys in wanted.items():
        model = apps.get_model(kind)
        rows = access.QuerySet(model).visible_to(user).select_related(*_parents(model))
        rows = rows.fetch_mode(FETCH_PEERS)  # what lies further is read for all of them at once
        found |= {(kind, row.pk): row for row in rows.filter(pk__in=keys)}
    return found


@cache
def _parents(model):
    """What an address or a condition may need of the things above, people aside; None where a thing has none."""
    above = [(f.name, f.related_model) for f in model._meta.concrete_fields if _leads_up(f)]
    further = [
        f"{name}__{f.name}"
        for name, parent in above
        for f in parent._meta.concrete_fields
        if _leads_up(f) and f.related_model is not User
    ]
    return [name for name, _ in above] + further or [None]


def _leads_up(field):
    return field.is_relation and not field.null


def _row(message, things, asked):
    kind = line(message.notice)
    thing = things.get((message.thing_type, message.thing_id))
    standing = VOID if thing is None else _standing(message, thing, asked)
    if standing == VOID:
        return Row(message, kind.title, "", "", kind.group.title, "")
    title, name = message.subject or kind.title, "" if message.subject else message.name
    url, is_settled = thing.get_absolute_url(), standing == SETTLED
    return Row(message, title, name, url, kind.group.title, _wait(message), is_settled)


def _standing(message, thing, asked):
    """Asked once a notice and thing; what was dropped has no object whatever it says today."""
    if message.state == STATE.DROPPED:
        return VOID
    key = (message.notice, message.thing_type, message.thing_id)
    if key not in asked:
        notice = NOTICES.get(message.notice)
        if notice is None or notice.holds(thing):
            asked[key] = HOLDS
        else:
            asked[key] = SETTLED if notice.asks or notice.has_passed(thing) else VOID
    return asked[key]


def _wait(message):
    """Why its mail has not left yet, or will not."""
    if message.state == STATE.KEPT:
        return "dans le portail seulement"
    if message.state == STATE.FAILED:
        return "le courriel n’a pas pu partir"
    if message.state == STATE.PENDING and message.not_before > message.ready_at:
        return f"courriel prévu le {words.moment(message.not_before)}"
    return ""
