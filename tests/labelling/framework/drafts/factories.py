"""Factories of drafts of the rules: opened by the référent, brought to a step of their table."""

from datetime import date, timedelta

from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.parts import part_of
from labelling.parties.framework.models import RulesDraft
from portal.core import clock
from portal.models import Role, User
from tests import factories

KINDS = ("rules", "framework", "committee")
FIRST_DAY = date(2027, 3, 1)
CHANGED = {  # a row of each kind, and values that differ from the version published
    "rules": ("delais", "D01", {"delay": "20o"}),
    "framework": ("themes", "T01", {"weight": 7}),
    "committee": ("votes", "tout", {"motivation_min": 80}),
}


def make_deputy():
    return factories.make_user("Paul", "Suppléant", roles=[Role.DEPUTY])


def begin(by, kind="rules", code="V-2027.1", **facts):
    """A draft, in an office that counts two people."""
    if not User.objects.filter(groups__name=Role.DEPUTY).exists():
        make_deputy()
    said = {"title": "Version 2027", "effective_from": FIRST_DAY} | facts
    return actions.begin(by, kind=kind, code=code, **said)


def edit(draft, by, part, row, **values):
    return actions.edit_row(draft, part_of(draft.kind, part), row, by=by, values=values)


def changed(by, kind="rules", values=None, **facts):
    """A draft that differs from the version published last."""
    draft = begin(by, kind, **facts)
    part, row, usual = CHANGED[kind]
    return edit(draft, by, part, row, **(values or usual))


def fire(draft, name, by, **data):
    return draft.workflow.fire(RulesDraft.objects.get(pk=draft.pk), name, by=by, **data)


def proposed(by, kind="rules", **facts):
    draft = changed(by, kind, **facts)
    return fire(draft, "propose", by, origin="committee", proposed_on=_ago(30))


def decided(by, kind="rules", **facts):
    """Proposed by `by`, with its opinion and its decision."""
    draft = proposed(by, kind, **facts)
    fire(draft, "endorse", by, adviser="commission", endorsed_on=_ago(20), reference="CNQS-2026-3")
    return fire(draft, "decide", by, decided_on=_ago(10), reference="CX-2026-11")


def published(by, other, kind="rules", day=FIRST_DAY, **facts):
    return fire(decided(by, kind, **facts), "publish", other, effective_from=day)


def _ago(days):
    return clock.today() - timedelta(days)
