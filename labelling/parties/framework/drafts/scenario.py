"""Scenario acts of the rules."""

from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.parts import part_of
from portal.scenario import act


@act("rules.draft", screen="labelling:rules_draft_begin", who="le référent label")
def prepare(by, kind, code, title, effective_from, rows=()):
    """Prepare a version from the last one, with `rows` [[part, row, {value: …}]]; nobody proposes it yet."""
    facts = {"code": code, "title": title, "effective_from": effective_from}
    draft = actions.begin(by, kind=kind, **facts)
    for part, row, values in rows:
        draft = actions.edit_row(draft, part_of(kind, part), row, by=by, values=values)
    return draft
