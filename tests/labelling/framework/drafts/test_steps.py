"""Steps of a draft of the rules: proposed, endorsed, decided, published by another person (BR-08, BR-09, BR-10)."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from labelling.parties.framework.binding import current_rules, version_in_force
from labelling.parties.framework.files.parsing import KINDS as MODELS
from labelling.parties.framework.models import LabelRulesVersion, RulesDraft
from portal.core import clock
from portal.models import Message, User
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_dossier
from tests.labelling.framework.drafts.factories import (
    FIRST_DAY,
    KINDS,
    begin,
    changed,
    decided,
    edit,
    fire,
    make_deputy,
    proposed,
    published,
)
from tests.labelling.framework.drafts.test_editing import forget_versions

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
every_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def paul(db):
    return make_deputy()


def refusals(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.codes


@every_kind
def test_br10_a_decided_draft_is_published_by_another_person_from_a_day(sonia, paul, kind):
    draft = published(sonia, paul, kind)
    version = MODELS[kind].objects.get(code=draft.code)
    before = version.supersedes

    assert (version.is_published, version.effective_from) == (True, FIRST_DAY)
    assert before.effective_to == FIRST_DAY - timedelta(1)
    assert (draft.state, draft.proposed_by, draft.published_by) == ("published", sonia, paul)
    assert [entry.act for entry in audit_log.entries_of(draft)] == [
        "publish", "decide", "endorse", "propose", "edit_row", "open",
    ]  # fmt: skip


def test_the_published_version_says_who_proposed_endorsed_and_decided(sonia, paul):
    with clock.at(datetime(2026, 11, 24, 12)):
        version = LabelRulesVersion.objects.get(code=published(sonia, paul).code)

    assert version.source_note.replace("\u00a0", " ") == (
        "Proposée par le comité de labellisation le 25 octobre 2026 ; avis favorable rendu par la "
        "Commission nationale Qualité de service le 4 novembre 2026 ; décidée par le COMEX le "
        "14 novembre 2026 (CX-2026-11)."
    )
    assert not version.is_demonstration


def test_br08_a_dossier_keeps_its_rules_and_the_next_one_has_the_new_ones(sonia, paul):
    dossier = make_dossier()
    draft = published(sonia, paul)
    dossier.refresh_from_db()

    assert dossier.rules.deadlines["D01"].delay == "15o"
    assert current_rules(FIRST_DAY).deadlines["D01"].delay == "20o"
    assert current_rules(FIRST_DAY).code == draft.code


def test_whoever_proposed_does_not_publish(sonia, paul):
    draft = decided(sonia)

    with pytest.raises(Forbidden):
        fire(draft, "publish", sonia, effective_from=FIRST_DAY)
    assert fire(draft, "publish", paul, effective_from=FIRST_DAY).state == "published"


def test_the_database_too_wants_another_person_and_the_trace(sonia, paul):
    draft = decided(sonia)
    rows = models.QuerySet(RulesDraft).filter(pk=draft.pk)
    wrong = (
        {"state": "published", "published_by": sonia},
        {"state": "published", "published_by": None},
        {"state": "published", "published_by": paul, "decided_on": None},
        {"state": "published", "published_by": paul, "endorsed_on": date(2020, 1, 1)},
    )
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**facts)


def test_br09_what_is_proposed_no_longer_changes_nor_what_is_published(sonia, paul):
    first, second = proposed(sonia, "framework", code="C-2"), published(sonia, paul)

    with pytest.raises(Forbidden):
        edit(first, sonia, "themes", "T01", weight=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet(RulesDraft).filter(pk=first.pk).update(content={})
    with pytest.raises(DatabaseError), transaction.atomic():
        models.QuerySet(RulesDraft).filter(pk=second.pk).update(decided_reference="Autre")


def test_nothing_that_is_the_same_incomplete_or_past_is_proposed(sonia):
    same, past = begin(sonia), changed(sonia, code="V-2", effective_from=date(2027, 1, 5))
    empty = begin(sonia, "framework", code="V-3")
    RulesDraft.objects.filter(pk=empty.pk).update(content=empty.content | {"themes": []})
    told = {"origin": "referent", "proposed_on": clock.today()}

    assert refusals(lambda: fire(same, "propose", sonia, **told)) == ["same"]
    assert refusals(lambda: fire(empty, "propose", sonia, **told)) == ["incomplete"]
    with clock.at(datetime(2027, 1, 5, 12)):
        assert refusals(lambda: fire(past, "propose", sonia, **told)) == ["begun"]


def test_whoever_is_alone_proposes_nothing(sonia, paul):
    draft = changed(sonia)
    told = {"origin": "referent", "proposed_on": clock.today()}
    User.objects.filter(pk=paul.pk).update(is_active=False)

    assert refusals(lambda: fire(draft, "propose", sonia, **told)) == ["alone"]


def test_br10_a_draft_begins_after_the_version_published_last(sonia, paul):
    published(sonia, paul, code="V-1", day=date(2027, 6, 1))
    early = changed(sonia, code="V-2", effective_from=date(2027, 5, 1))
    edit(early, sonia, "delais", "D01", delay="30o")
    told = {"origin": "referent", "proposed_on": clock.today()}

    assert refusals(lambda: fire(early, "propose", sonia, **told)) == ["overlap"]


@every_kind
def test_the_first_version_of_all_is_published_from_a_past_day_and_is_in_force_at_once(
    sonia, paul, kind
):
    forget_versions(kind)
    first = date(2024, 1, 1)
    draft = fire(decided(sonia, kind, effective_from=first), "publish", paul, effective_from=first)
    version = version_in_force(MODELS[kind], clock.today())

    assert (version.code, version.supersedes, version.effective_from) == (draft.code, None, first)


def test_a_draft_is_compared_again_once_another_version_is_published(sonia, paul):
    late = decided(sonia, code="V-LATE")
    published(sonia, paul, code="V-FIRST")

    assert "outdated" in refusals(
        lambda: fire(late, "publish", paul, effective_from=date(2028, 1, 1))
    )
    resumed = fire(late, "resume", paul, reason="Une autre version est parue.")
    assert (resumed.state, resumed.proposed_by, resumed.decided_on, resumed.follows) == (
        "draft", None, None, "",
    )  # fmt: skip


def test_an_abandoned_draft_publishes_nothing_and_keeps_its_code(sonia):
    draft = fire(decided(sonia), "withdraw", sonia, reason="Le COMEX y renonce.")

    assert (draft.state, LabelRulesVersion.objects.count()) == ("withdrawn", 1)
    assert refusals(lambda: begin(sonia, code=draft.code)) == ["code_taken"]


def test_who_did_not_propose_is_asked_to_publish_by_mail(sonia, paul):
    draft = decided(sonia)
    asked = Message.objects.filter(notice="rules_draft.decided", thing_id=draft.pk)

    assert [one.person for one in asked] == [paul]
