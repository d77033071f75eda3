"""Search entries of pages, kept in step with what is published; drafts are never indexed."""

import re

from django.db import transaction
from django.dispatch import receiver
from django.utils.html import strip_tags
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.signals import page_published

from home.pages.events import EventPage
from home.search.models import SearchEntry
from portal.search.french import roots, written

LONGEST = 40_000
BLANK = re.compile(r"\s+")


@receiver(page_published, dispatch_uid="home.search")
def follow(instance, **_):
    """Called with the published instance."""
    keep([instance])


def build():
    """Rebuild the entries of all live pages; returns how many. Entries of former pages are deleted."""
    pages = Page.objects.filter(live=True, depth__gte=2).specific()
    return keep(list(pages))


@transaction.atomic
def keep(pages):
    """Write the entries of these published pages, in two statements."""
    SearchEntry.objects.filter(page__in=[page.pk for page in pages]).delete()
    entries = [_entry(page) for page in pages]
    SearchEntry.objects.bulk_create(entries, batch_size=200)
    return len(entries)


def _entry(page):
    text = _text(page)
    return SearchEntry(
        page_id=page.pk,
        kind=page._meta.model_name,
        title=page.title,
        text=text,
        title_roots=written(roots(page.title)),
        roots=written(roots(f"{page.title} {text}")),
    )


def _text(page):
    """Lead, then written fields in order; nothing of a reserved event."""
    if isinstance(page, EventPage) and page.audience != EventPage.Audience.PUBLIC:
        return ""
    parts = [getattr(page, "intro", "")]
    for field in page._meta.fields:
        value = getattr(page, field.attname, None)
        if isinstance(field, StreamField):
            parts += field.get_searchable_content(value)
        elif isinstance(field, RichTextField):
            parts.append(strip_tags(value))
    if isinstance(page, EventPage):
        parts.append(page.place)
    return BLANK.sub(" ", " ".join(filter(None, parts))).strip()[:LONGEST]
