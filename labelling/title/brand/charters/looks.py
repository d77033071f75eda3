"""Look of the site from the charter in force, read once a page; preview by one person."""

from dataclasses import replace

from django.db import DatabaseError, InterfaceError
from django.urls import reverse

from labelling.title.brand.charters import colours
from labelling.title.brand.models import BrandCharterVersion
from portal.core import clock
from portal.core.read_once import read_once
from portal.ui import theme

KEY = "charter_preview"  # in the session of whoever previews a charter
GIVEN_UP = (BrandCharterVersion.State.ABANDONED, BrandCharterVersion.State.RECALLED)


@read_once
def published():
    """[(charter, its Look)] of every published charter, the latest first."""
    rows = BrandCharterVersion.objects.published().order_by("-effective_from")
    return [(one, _addressed(one.look)) for one in rows]


def _addressed(charter_look):
    if charter_look.is_shipped:
        return charter_look
    address = reverse("labelling:charter_stylesheet", args=[charter_look.digest])
    return replace(charter_look, address=address)


def on(day):
    """The Look in force on a day, or None; on the page of a fault of the database, None too."""
    try:
        known = published()
    except (DatabaseError, InterfaceError):
        return None
    return next((found for one, found in known if one.effective_from <= day), None)


def previewed(request):
    """The Look that this person chose to see before it takes effect, or None."""
    user, session = getattr(request, "user", None), getattr(request, "session", None)
    if session is None or user is None or not user.is_authenticated or KEY not in session:
        return None
    charter = BrandCharterVersion.objects.visible_to(user).filter(code=session[KEY]).first()
    if charter is None or not may_preview(charter):
        return None
    return replace(_addressed(charter.look), leave=reverse("labelling:preview_leave"))


def may_preview(charter):
    """Not what is in force or given up; nor what could not be read, even to leave it."""
    if charter.state in GIVEN_UP or charter.holds(clock.today()):
        return False
    return not colours.failures(charter.tokens)


def by_digest(digest, user):
    """(Look, whether it is for everybody): a published one, else a draft that this person sees."""
    for _, found in published():
        if found.digest == digest:
            return found, True
    draft = BrandCharterVersion.objects.visible_to(user()).filter(digest=digest).first()
    return (draft.look, False) if draft else (None, False)


theme.register_looks(on=on, preview=previewed)


def in_force(day=None):
    """The charter in force on `day` (today by default), or None before the first one; to be read only."""
    day = day or clock.today()
    return next((one for one, _ in published() if one.effective_from <= day), None)


def same_as_in_force(charter):
    """The charter in force, when this other one shows the same: colours, fonts and drawing; else None."""
    now, shown = in_force(), ("tokens", "title_font", "text_font", "logo")
    if now is None or now.pk == charter.pk:
        return None
    return now if all(getattr(now, name) == getattr(charter, name) for name in shown) else None


def latest():
    """The published charter that begins last, in force or to come, or None."""
    return next((one for one, _ in published()), None)
