"""Frame and alert banners in force: read once a page, kept for the cached pages of visitors."""

from contextlib import suppress

from django.db import DatabaseError, InterfaceError

from home.frame.models import AlertBanner, SiteFrame
from home.frame.panels import Frame, as_banner, as_frame
from home.site_map.navigation import current_tab
from portal.cache.pages import register_variation
from portal.cache.public import cached
from portal.core import clock
from portal.core.read_once import read_once

_last = []  # what was read last, for the page that says that the database is away


def in_force():
    """(Frame, banners not withdrawn); while the database is away, what was read last."""
    with suppress(DatabaseError, InterfaceError):  # the page says itself whether it can do without
        _last[:] = [_read()]
    return _last[0] if _last else (Frame(), ())


@cached
def _read_for_visitors():
    return _read()


@read_once
def _read():
    row = SiteFrame.objects.filter(live=True).first()
    banners = AlertBanner.objects.filter(live=True)
    return as_frame(row) if row else Frame(), tuple(as_banner(one) for one in banners)


def frame():
    return in_force()[0]


def banner():
    return shown_now(in_force()[1])


def shown_now(banners):
    """The banner of this moment, or None: the latest to start when two cross."""
    now = clock.now()
    return next((one for one in banners if one.is_shown(now)), None)


@register_variation
def banner_now():
    """A cached page does not outlive the banner that it shows, nor miss the one that begins."""
    shown = shown_now(_read_for_visitors()[1])
    return shown and shown.key


def tabs(path):
    """[{label, url, is_current}] of the section of this address; empty outside of any."""
    return current_tab(frame().sections, path)
