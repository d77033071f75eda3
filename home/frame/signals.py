"""Addresses of the pages that the frame and the banners name, kept true when one is published, moved or renamed."""

from django.db.models.signals import post_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.frame.addresses import addresses_of, keys
from home.frame.models import AlertBanner, SiteFrame


def follow(sender=None, **_):
    """After any change of a page; nothing to do as long as none is named."""
    for model in (SiteFrame, AlertBanner):
        for thing in model.objects.filter(live=True):
            if keys(thing) and (found := addresses_of(thing)) != thing.addresses:
                model.objects.filter(pk=thing.pk).update(addresses=found)


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(follow, dispatch_uid="home.frame")


def _follow_deletion(sender, **_):
    if issubclass(sender, Page):
        follow()


post_delete.connect(_follow_deletion, dispatch_uid="home.frame")
