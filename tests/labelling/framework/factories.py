"""Factories of rules: drafts copied from the published demonstration with another date."""

from copy import deepcopy
from datetime import date

from labelling.parties.framework.files.parsing import Sheet
from labelling.parties.framework.models import (
    CommitteeRulesVersion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
)

KINDS = (LabelRulesVersion, CommitteeRulesVersion, EvaluationFrameworkVersion)


def published(kind):
    return kind.objects.published().get(effective_to=None)


def draft_of(kind, start=date(2027, 1, 1), code="V2", **changes):
    """A saved draft that says what the version in force says, with its parts."""
    sheet = deepcopy(Sheet.of(published(kind)))  # the parts of a published version are shared
    owners = {}
    for row in (sheet.version, *sheet.rows):
        owners[type(row), row.pk] = row
    for row in (sheet.version, *sheet.rows):
        row.pk, row._state.adding = None, True
    version = sheet.version
    version.code, version.effective_from, version.status = code, start, "draft"
    version.effective_to = version.supersedes = version.published_at = None
    for name, value in changes.items():
        setattr(version, name, value)
    for row in sheet.rows:
        first = row.version_path.partition("__")[0]
        owner = row._meta.get_field(first)
        setattr(row, first, owners[owner.related_model, getattr(row, owner.attname)])
    sheet.save()
    return kind.objects.get(code=code)
