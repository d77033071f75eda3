"""Factories of news and events."""

import itertools
from copy import copy
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from home.models import AgendaPage, EventPage, NewsIndexPage, NewsPage, NewsTopic
from portal.core import clock

_numbers = itertools.count(1)


def make_news(title=None, *, topic="label", **fields):
    n = next(_numbers)
    page = NewsPage(
        title=title or f"Nouvelle {n}",
        slug=fields.pop("slug", f"nouvelle-{n}"),
        intro=fields.pop("intro", "Ce qu’il faut en retenir."),
        topic=NewsTopic.objects.get(slug=topic),
        **fields,
    )
    return NewsIndexPage.objects.get().add_child(instance=page)


def make_event(title=None, *, days=10, hours=3, **fields):
    n = next(_numbers)
    starts_at = fields.pop("starts_at", clock.now() + timedelta(days=days))
    page = EventPage(
        title=title or f"Rendez-vous {n}",
        slug=fields.pop("slug", f"rendez-vous-{n}"),
        intro=fields.pop("intro", "Le programme du jour."),
        starts_at=starts_at,
        ends_at=fields.pop("ends_at", starts_at + timedelta(hours=hours)),
        place=fields.pop("place", "Salle des fêtes"),
        **fields,
    )
    return AgendaPage.objects.get().add_child(instance=page)


def cost(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def copies(one, many):
    """`many` more like `one` beside it, in three statements instead of the tree's own writing."""
    model, parent = type(one), one.get_parent()
    first, pages = Page.objects.get(pk=one.pk), []
    for n in range(many):
        new = copy(first)
        new.pk, new.slug, new.title = None, f"copie-{n}", f"Copie {n}"
        new.path = Page._get_path(parent.path, parent.depth + 1, 100 + n)
        new.url_path, new.translation_key = f"{parent.url_path}{new.slug}/", uuid4()
        pages.append(new)
    pages = Page.objects.bulk_create(pages)
    children = []
    for page in pages:
        child = copy(one)
        child.page_ptr_id = page.pk
        children.append(child)
    fields = model._meta.local_concrete_fields
    model._base_manager.get_queryset()._insert(children, fields=fields, using="default")
    parent.numchild += many
    parent.save(update_fields=["numchild"])


def titles(client, path):
    return [page.title for page in client.get(path).context["page_of"]]
