"""Actions on pages of a space: start a draft, by its animators."""

from django.db import transaction
from django.utils.text import slugify

from community.pages.models import PageRead, SpacePage
from community.spaces.models import Space
from community.spaces.rules import animator
from portal.workflow import Forbidden, Problem, audit_log

RESERVED = {"nouvelle"}
ROWS = SpacePage.objects.select_related("space")


@transaction.atomic
def begin(space, *, by, title):
    """The space is locked while a free slug is chosen. Forbidden."""
    if not animator(by, space):
        raise Forbidden(Problem("forbidden", f"Seul {animator.label} écrit une page."))
    # Two pages of one title, begun at once, take two slugs.
    Space.objects.select_for_update().get(pk=space.pk)
    page = SpacePage.objects.create(space=space, slug=_free(space, title), title=title)
    audit_log.write(
        page, by=by, act="begin", sentence=f"{by} a commencé la page.", target=page.state
    )
    return page


def _free(space, title):
    word = slugify(title)[:50].strip("-") or "page"
    taken = RESERVED | set(space.pages.values_list("slug", flat=True))
    return next(w for w in (word, *(f"{word}-{n}" for n in range(2, 999))) if w not in taken)


def read(page, *, by):
    """Recorded once."""
    PageRead.objects.get_or_create(page=page, person=by)
