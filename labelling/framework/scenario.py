"""Scenario acts of the rules."""

from labelling.framework import draft_editing
from labelling.framework.draft_parts import part_of
from portal.scenario import act


@act("rules.draft", screen="labelling:rules_draft_begin", who="le référent label")
def prepare(by, kind, code, title, effective_from, rows=()):
    """Prepare a version from the last one, with `rows` [[part, row, {value: …}]]; nobody proposes it yet."""
    facts = {"code": code, "title": title, "effective_from": effective_from}
    draft = draft_editing.begin(by, kind=kind, **facts)
    for part, row, values in rows:
        draft = draft_editing.edit_row(draft, part_of(kind, part), row, by=by, values=values)
    return draft
