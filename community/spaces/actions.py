"""Actions on spaces: create a working group or a regional group."""

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from community.spaces.members.roles import MEMBER, forget, in_force, place
from community.spaces.models import Acceptance, Charter, Space
from community.spaces.rules import office
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

NOT_YOURS = "La charte s’accepte quand un statut vous fait membre de l’espace."


def current(space):
    """The charter in force today, or None."""
    return in_force(space.kind).first()


def charter_in_force(space):
    """{number, starts_on} of the charter in force, as annotated on the space; or None."""
    if not hasattr(space, "charter_number"):
        found = current(space)
        return found and {"number": found.number, "starts_on": found.starts_on}
    number = space.charter_number
    return number and {"number": number, "starts_on": space.charter_on}


def coming(space):
    """Versions that have not begun."""
    rows = Charter.objects.filter(kind=space.kind, starts_on__gt=clock.today())
    return rows.order_by("starts_on", "number")


def accept(space, charter, *, by):
    """Once a person and version; asked again for each new version. Forbidden, Refused."""
    mine = place(by, space)
    if mine is None or mine.standing.level != MEMBER:
        raise Forbidden(Problem("forbidden", NOT_YOURS))
    if charter is None or charter != current(space):
        raise Refused(Problem("charter_changed", "La charte a changé entre-temps. Relisez-la."))
    if Acceptance.objects.filter(space=space, charter=charter, person=by).exists():
        return
    sentence = f"a accepté la charte, version {charter.number}"
    with acting(space, by=by, act="accept_charter", sentence=sentence) as held:
        if not held.acceptances.filter(charter=charter, person=by).exists():
            held.acceptances.create(charter=charter, person=by)
    forget(by)


@transaction.atomic
def publish(kind, *, by, text, starts_on):
    """A new version for every space of the kind, from today or a later day. Forbidden, Refused."""
    if not office(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {office.label} publie une charte."))
    if starts_on < clock.today():
        raise Refused(Problem("past", "Une charte ne commence pas dans le passé."))
    # Every space of the kind, in key order: the number of a version is given once, without deadlock.
    spaces = list(Space.objects.select_for_update().filter(kind=kind).order_by("pk"))
    known = Charter.objects.filter(kind=kind).aggregate(number=Max("number"), day=Max("starts_on"))
    if known["day"] and starts_on < known["day"]:
        raise Refused(Problem("before", "Une version plus récente commence déjà après ce jour."))
    number = (known["number"] or 0) + 1
    charter = Charter.objects.create(kind=kind, number=number, text=text, starts_on=starts_on)
    sentence = f"a publié la version {number} de la charte, en vigueur le {starts_on:%d/%m/%Y}"
    for space in spaces:
        with acting(space, by=by, act="publish_charter", sentence=sentence):
            pass
    return charter


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
