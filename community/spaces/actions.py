"""Actions on spaces: create a working group or a regional group."""

from django.db import transaction
from django.utils.text import slugify

from community.spaces.models import Space
from community.spaces.rules import office
from portal.workflow import Forbidden, Problem, audit_log

LONGEST = 50


@transaction.atomic
def make(*, by, kind, name, intro="", region=""):
    """By the office only; its slug comes from its name. Forbidden."""
    if not office(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {office.label} ouvre un groupe."))
    space = Space.objects.create(
        slug=_free(slugify(name)[:LONGEST].strip("-") or "groupe"),
        kind=kind,
        name=name,
        intro=intro,
        region=region if kind == Space.Kind.REGIONAL else "",
        is_demo=by.is_demo,
    )
    audit_log.write(
        space, by=by, act="make", sentence=f"{by} a ouvert l’espace.", target=space.state
    )
    return space


def _free(word):
    taken = set(Space.objects.filter(slug__startswith=word).values_list("slug", flat=True))
    taken |= {"club", "auditeurs"}
    return next(w for w in (word, *(f"{word}-{n}" for n in range(2, 999))) if w not in taken)
