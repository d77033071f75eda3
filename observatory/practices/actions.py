"""Actions on practices: create, write, keep figures."""

from django.db import transaction
from django.utils.text import slugify

from labelling.public import member, own_organisms
from observatory.practices.models import GoodPractice
from observatory.practices.rules import keeper
from observatory.practices.writing import durations
from portal.access.references import next_reference
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

S = GoodPractice.State
NAME_KEEPERS = f"Seul {keeper.label} peut retirer ce nom."
WRITABLE = (S.DRAFT, S.CHANGES_REQUESTED)
TAKEN = frozenset(
    ("carte", "selections", "trophees")
)  # pages beside the sheets, under /observatoire/


def obstacle(practice, user):
    """Forbidden, Refused, or None when `user` may write this practice now."""
    if not member(user, practice):
        return Forbidden(Problem("forbidden", f"Seul {member.label} peut écrire ici."))
    if practice.state not in WRITABLE:
        label = practice.get_state_display().lower()
        sentence = f"La fiche est «\u00a0{label}\u00a0»\u00a0: elle se lit seulement."
        return Refused(Problem("read_only", sentence))
    return None


def refuse_unless_writable(practice, user):
    """Raises Forbidden or Refused, with its sentence, unless `user` may write this practice now."""
    if problem := obstacle(practice, user):
        raise problem.about(practice)


def free_slug(title):
    """A unique slug: the words of the title, with a number when taken."""
    base = slugify(title)[:120] or "pratique"
    taken = TAKEN | set(
        GoodPractice.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    number = 2
    slug = base
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def open_practice(organism, *, by, title, **begun):
    """Create a draft, by a member of the organism, with `begun` already written. Forbidden."""
    if not own_organisms(by).filter(pk=organism.pk).exists():
        raise Forbidden(Problem("forbidden", f"Seul {member.label} propose une pratique."))
    practice, _ = draft(organism, by=by, author=by, title=title, **begun)
    return practice


def draft(organism, *, by, author, title, **begun):
    """(row, first audit-log line); the caller has checked the right. `author` is who proposes it."""
    practice = GoodPractice.objects.create(
        reference=next_reference("QH-P", clock.today().year),
        slug=free_slug(title),
        organism=organism,
        title=title,
        proposed_by=author,
        is_demo=organism.is_demo,
        written_at=clock.now(),
        **begun,
    )
    entry = audit_log.write(
        practice, by=by, act="open", sentence=f"{by} a ouvert la fiche.", target=practice.state
    )
    return practice, entry


def keep_indicators(practice, rows, *, by):
    """Replace the figures by `rows` (dicts), in order. Refused, Forbidden."""
    with acting(practice, by=by, act="figures", sentence="a écrit les chiffres") as current:
        refuse_unless_writable(current, by)
        durations.count(current)
        current.indicators.all().delete()
        model = current.indicators.model
        model.objects.bulk_create(
            model(practice=current, order=order, **row) for order, row in enumerate(rows, 1)
        )


def withdraw_name(practice, *, by):
    """BR-86: removed from the practice, its PDF and its version under way, at once and without review."""
    practice = practice.aggregate
    if not keeper(by, practice):
        raise Forbidden(NAME_KEEPERS)
    with acting(
        practice, by=by, act="withdraw_name", sentence="a retiré le nom à contacter"
    ) as one:
        for row in (one, *one.editions.exclude(contact_name="")):
            row.contact_name, row.contact_consent_on = "", None
            row.save(update_fields=["contact_name", "contact_consent_on"])
