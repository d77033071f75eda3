"""Actions on groups of synonyms: one transaction, one audit-log line, no silent loss."""

from django.db import transaction
from django.utils.text import slugify

from labelling.public import instructor
from observatory.search.models import SynonymGroup
from portal.core import clock
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Forbidden, Problem, audit_log

FIELDS = ("heading", "expressions", "is_active")


def _allow(by):
    if not instructor(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {instructor.label} règle les synonymes."))


@transaction.atomic
def open_group(facts, *, by):
    """Create a group; its slug is its first words."""
    _allow(by)
    group = SynonymGroup.objects.create(code=free_code(facts), **facts)
    _tell(group, by, "open", f"{by} a ouvert le groupe «\u00a0{group}\u00a0».")
    return group


@transaction.atomic
def keep_group(group, facts, *, by, seen=None):
    """Writes what differs. `Changed` when somebody else wrote it since it was shown (`seen`)."""
    _allow(by)
    current = SynonymGroup.objects.select_for_update().get(pk=group.pk)
    refuse_if_changed(current, FIELDS, seen)
    before = {name: getattr(current, name) for name in FIELDS}
    if before == facts:
        return current
    for name in FIELDS:
        setattr(current, name, facts[name])
    current.changed_at = clock.now()
    current.save()
    _tell(current, by, "edit", f"{by} a modifié le groupe «\u00a0{current}\u00a0».", before)
    return current


def _tell(group, by, act, sentence, before=None):
    audit_log.write(group, by=by, act=act, sentence=sentence, data={"before": before or {}})


def free_code(facts):
    base = slugify(facts["heading"] or facts["expressions"][0])[:50] or "groupe"
    taken = set(
        SynonymGroup.objects.filter(code__startswith=base).values_list("code", flat=True)
    ) | {"nouveau"}
    code, number = base, 2
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code
