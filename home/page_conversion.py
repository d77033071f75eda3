"""Conversion of a page to another type, at the same address, with its history."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from home.pages.content import ContentPage


def become(page, model, **fields):
    """Turn `page` (a ContentPage) into a `model` page: same address, text, dates, drafts and history."""
    text = page.specific
    kind = ContentType.objects.get_for_model(model)
    new = model(intro=text.intro, body=text.body, **fields)
    new.holds_facts = new.holds_facts or text.holds_facts
    for field in Page._meta.concrete_fields:
        setattr(new, field.attname, getattr(page, field.attname))
    new.page_ptr_id, new.content_type = page.pk, kind
    new.save_base(raw=True)  # the page's own row is there, unchanged but for its kind
    Page.objects.filter(pk=page.pk).update(content_type=kind)
    own = ContentPage.objects.filter(pk=page.pk)
    own._raw_delete(own.db)  # the row of the former kind alone; the page stays
    new.revisions.update(content_type=kind)
    return new
