"""Reading of the frame in force: read once a process as long as nobody publishes another."""

from django.db import DatabaseError, InterfaceError

from home.frame.models import AlertBanner, SiteFrame
from home.frame.shapes import Frame, as_banner, as_frame
from home.sections import current_tab
from portal.cache import versions
from portal.cache.pages import register_variation
from portal.core import clock

_kept = {}  # of this process: {version: (Frame, banners)}, one at a time


def in_force():
    """(Frame, banners not withdrawn) of this version; while the database is away, what was read last."""
    try:
        version = versions.current(SiteFrame, AlertBanner)
        answer = _kept.get(version) or _read()
    except (DatabaseError, InterfaceError):  # the page says itself whether it can do without
        return next(iter(_kept.values()), (Frame(), ()))
    if version not in _kept:
        _kept.clear()
        _kept[version] = answer
    return answer


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
    shown = banner()
    return shown and shown.key


def tabs(path):
    """[{label, url, is_current}] of the section of this address; empty outside of any."""
    return current_tab(frame().sections, path)
