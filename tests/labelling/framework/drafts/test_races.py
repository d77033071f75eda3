"""Drafts of the rules that two people publish or edit at once: one effect, the other told (PostgreSQL)."""

from contextlib import contextmanager
from copy import deepcopy
from datetime import date

import pytest
from django.db import DatabaseError, transaction

from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.parts import part_of
from labelling.parties.framework.files.parsing import KINDS
from labelling.parties.framework.models import LabelRulesVersion, RulesDraft
from labelling.parties.framework.versions import Version
from portal.web.submissions.edit_conflicts import stamp
from portal.workflow import Refused
from tests.labelling.framework.drafts.factories import (
    begin,
    decided,
    fire,
    make_deputy,
)
from tests.races import together

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = 6


@pytest.fixture
def paul(db):
    return make_deputy()


def at_once(acts):
    """What each of those who came second was told: the codes of the portal, or « database »."""
    told = []

    def run(act):
        try:
            act()
        except Refused as refused:
            told.append(tuple(refused.codes))
        except DatabaseError:
            told.append("database")

    together([lambda act=act: run(act) for act in acts])
    return told


def published_at_once(sonia, paul, number):
    """Two decided drafts of one kind published at once: how many are, what the other was told."""
    day = date(2027 + number, 1, 1)
    facts = {"values": {"delay": f"{20 + number}o"}, "effective_from": day}
    drafts = [decided(sonia, code=f"V-{number}-{side}", **facts) for side in "AB"]
    told = at_once([lambda d=d: fire(d, "publish", paul, effective_from=day) for d in drafts])
    return LabelRulesVersion.objects.filter(effective_from=day).count(), told


def test_two_drafts_published_at_once_leave_one_and_tell_the_other(sonia, paul):
    found = [published_at_once(sonia, paul, number) for number in range(ROUNDS)]

    assert {count for count, _ in found} == {1}
    assert {told[0][0] for _, told in found} == {"outdated"}
    assert {len(told) for _, told in found} == {1}
    assert LabelRulesVersion.objects.filter(effective_to=None).count() == 1


def test_control_without_the_lock_the_database_alone_refuses(sonia, paul, monkeypatch):
    monkeypatch.setattr(Version, "lock_all", classmethod(lambda cls: None))
    found = (published_at_once(sonia, paul, number) for number in range(ROUNDS))

    assert any("database" in told for _, told in found)


def test_one_draft_published_at_once_by_two_people_is_published_once(sonia, paul):
    draft = decided(sonia)
    other = make_deputy()
    acts = [
        lambda by=by: fire(draft, "publish", by, effective_from=date(2027, 3, 1))
        for by in (paul, other) * 2
    ]
    told = at_once(acts)

    assert told == [("state",)] * 3
    assert KINDS["rules"].objects.filter(code=draft.code).count() == 1


def edited_at_once(by, draft):
    part = part_of("rules", "delais")
    current = RulesDraft.objects.get(pk=draft.pk)
    seen = actions.seen(part, actions.row_of(part, current.content, "D01"))
    row = part.rows(current.content)["D01"]["delay"]
    values = [f"{int(row[:-1]) + step}o" for step in (1, 2, 3, 4)]
    return at_once([
        lambda one=one: actions.edit_row(
            draft, part, "D01", by=by, values={"delay": one}, seen=seen
        )
        for one in values
    ])  # fmt: skip


def test_one_row_edited_at_once_is_written_once_and_the_others_are_told(sonia):
    draft = begin(sonia)
    found = [edited_at_once(sonia, draft) for _ in range(ROUNDS)]

    assert found == [[("stale",)] * 3] * ROUNDS


@contextmanager
def reading_only(thing, **_said):
    """The control: what `acting` does, without the lock."""
    with transaction.atomic():
        current = type(thing)._base_manager.get(pk=thing.pk)
        yield current
        current.save()


def test_control_without_the_lock_several_write_one_row(sonia, monkeypatch):
    monkeypatch.setattr(actions, "acting", reading_only)
    draft = begin(sonia)

    assert any(len(edited_at_once(sonia, draft)) < 3 for _ in range(ROUNDS * 3))


def test_two_files_taken_at_once_leave_one_and_tell_the_others(sonia, paul):
    draft = begin(sonia)
    seen = stamp(RulesDraft.objects.get(pk=draft.pk), ("content",))

    def take(by, many):
        content = deepcopy(draft.content)
        content["deadlines"][0]["delay"] = f"{many}o"
        return lambda: actions.replace_content(draft, by=by, content=content, seen=seen, count=1)

    told = at_once([take(by, many) for many, by in enumerate((sonia, paul) * 2, 21)])

    assert told == [("stale",)] * 3
    assert RulesDraft.objects.get(pk=draft.pk).content["deadlines"][0]["delay"] != "15o"
