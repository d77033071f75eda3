"""Versions of a charter and of a règlement d’usage: drafts, then immutable, with contiguous periods."""

from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from labelling.parties.framework.versions import Immutable
from labelling.title.brand import actions
from labelling.title.brand.charters.looks import in_force
from labelling.title.brand.models import BrandCharterVersion, Trademark, UsageRulesVersion
from labelling.title.brand.workflow import CHARTER, USAGE_RULES
from portal.core import clock
from portal.models import Message
from portal.scenario.registry import ACTS
from portal.workflow import Forbidden, Refused, audit_log
from tests.labelling.brand.factories import COMING, draft_charter, published_charter

pytestmark = [pytest.mark.django_db, pytest.mark.dated]


def plain(text):
    return text.replace("\u00a0", " ")


def refusal(charter, by):
    with pytest.raises(Refused) as refused, transaction.atomic():
        CHARTER.fire(charter, "publish", by=by)
    return [problem.code for problem in refused.value.problems]


def draft_rules(by, code="RU-1", effective_from=date(2016, 1, 25), **facts):
    mark = Trademark.objects.get(slug="qualihlm")
    facts = {"title": f"Règlement {code}", "text": "Article 1."} | facts
    return actions.prepare_rules(mark, by, code=code, effective_from=effective_from, **facts)


def test_a_draft_starts_from_the_last_charter_and_is_told_in_its_journal(dircom):
    charter = draft_charter(dircom)

    assert charter.tokens["ink"] == in_force().tokens["ink"]
    assert charter.grace_days == 60  # BR-81, from the rules of the label
    assert audit_log.entries_of(charter)[0].sentence == "Diane Combes a préparé la charte 2026.2."
    assert in_force().tokens["brand"]["light"] == "#0e4b5b"  # the draft has its own copy


def test_publishing_tells_the_dircom_and_the_referent_and_changes_what_is_in_force(dircom, sonia):
    charter = published_charter(dircom)

    before, after = (in_force(day).code for day in (date(2026, 11, 30), COMING))
    assert (before, after) == ("DEMO-2016.1", "2026.2")
    assert {m.person for m in Message.objects.filter(notice="charter.charter_published")} == {
        dircom,
        sonia,
    }
    assert charter.published_at <= clock.now()


def test_br09_a_published_charter_changes_neither_by_save_update_delete_nor_sql(dircom):
    """BR-09, for what the brand publishes."""
    charter = published_charter(dircom)
    rows = BrandCharterVersion.objects.filter(pk=charter.pk)
    table = BrandCharterVersion._meta.db_table
    charter.title = "Un autre titre"

    for act in (charter.save, charter.delete, rows.delete, lambda: rows.update(title="x")):
        with pytest.raises(Immutable), transaction.atomic():
            act()
    with (
        pytest.raises(DatabaseError, match="published versions do not change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE {table} SET title = 'x' WHERE code = '2026.2'")
    assert rows.get().title == "Charte 2026.2"


def test_a_draft_cannot_be_published_in_bulk(dircom):
    draft_charter(dircom)

    with pytest.raises(Immutable):
        BrandCharterVersion.objects.filter(code="2026.2").update(state="published")


def test_br10_periods_follow_each_other_without_a_gap(dircom):
    """BR-10: the end of each is the eve of the next, whatever the number of versions."""
    published_charter(dircom, "2026.2", date(2026, 12, 1))
    published_charter(dircom, "2027.1", date(2027, 3, 1))

    rows = BrandCharterVersion.objects.published().order_by("effective_from")
    assert [(one.effective_from, one.effective_to) for one in rows] == [
        (date(2016, 1, 1), date(2026, 11, 30)),
        (date(2026, 12, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), None),
    ]


def test_br10_a_charter_before_the_last_one_or_in_the_past_is_refused(dircom):
    with clock.at(datetime(2026, 11, 24, 9)):
        published_charter(dircom, "2027.1", date(2027, 3, 1))

        assert refusal(draft_charter(dircom, "2026.3", date(2027, 3, 1)), dircom) == ["overlap"]
        assert refusal(draft_charter(dircom, "2026.4", date(2026, 11, 23)), dircom) == [
            "past",
            "overlap",
        ]


def test_br10_two_charters_never_begin_the_same_day_in_the_database(dircom):
    """The control of the guard: what it would let pass, the constraint refuses."""
    published_charter(dircom, "2026.2", COMING)
    again = draft_charter(dircom, "2026.3", COMING)

    with pytest.raises(IntegrityError), transaction.atomic():
        BrandCharterVersion.objects.bulk_create([_published_copy(again)])


def _published_copy(charter):
    facts = {f.attname: getattr(charter, f.attname) for f in charter._meta.concrete_fields}
    facts |= {"id": None, "code": "2026.4", "state": "published", "published_at": clock.now()}
    return BrandCharterVersion(**facts)


def test_an_unreadable_or_unexplained_charter_is_not_published(dircom):
    grey = {"muted": {"light": "#8a8a8a", "dark": "#b4bfc1"}}
    charter = draft_charter(dircom, colours=grey)
    charter.changes = " "
    charter.save()

    assert refusal(charter, dircom) == ["contrast"] * 7 + ["unexplained"]


def test_only_the_dircom_prepares_and_publishes(dircom, sonia):
    charter = draft_charter(dircom)

    with pytest.raises(Forbidden):
        CHARTER.fire(charter, "publish", by=sonia)
    with pytest.raises(Forbidden):
        draft_charter(sonia, "2026.3")


def test_an_abandoned_draft_is_neither_in_force_nor_published_any_more(dircom):
    charter = CHARTER.fire(draft_charter(dircom), "abandon", by=dircom)

    assert in_force(date(2027, 1, 1)).code == "DEMO-2016.1"
    assert refusal(charter, dircom) == ["state"]


def recall(version, by):
    return version.workflow.fire(version, "recall", by=by, reason="L’impression n’est pas prête.")


def test_a_charter_is_recalled_before_its_day_with_its_reason_and_frees_the_day(dircom, sonia):
    with clock.at(datetime(2026, 11, 24, 9)):
        charter = recall(published_charter(dircom), dircom)
        line = audit_log.entries_of(charter)[0]

        assert (in_force(COMING).code, charter.holds(COMING)) == ("DEMO-2016.1", False)
        assert line.reason == "L’impression n’est pas prête."
        assert line.sentence == "Diane Combes a retiré la charte graphique avant son effet."
        told = Message.objects.filter(notice="charter.charter_recalled")
        assert {message.person for message in told} == {dircom, sonia}
        assert published_charter(dircom, "2026.3").is_published  # the same day is free again


def test_br09_a_recalled_charter_changes_no_more_than_a_published_one(dircom):
    """BR-09: what people could read stays as they read it; a recall changes its state alone."""
    table = BrandCharterVersion._meta.db_table
    with clock.at(datetime(2026, 11, 24, 9)):
        charter = published_charter(dircom)
        update = f"UPDATE {table} SET state = 'recalled', title = 'x' WHERE code = '2026.2'"
        with (
            pytest.raises(DatabaseError, match="published versions do not change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(update)
        charter = recall(charter, dircom)
    rows = BrandCharterVersion.objects.filter(pk=charter.pk)
    charter.title = "Un autre titre"

    for act in (charter.save, charter.delete, rows.delete, lambda: rows.update(title="x")):
        with pytest.raises(Immutable), transaction.atomic():
            act()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET state = 'published' WHERE code = '2026.2'")
    assert rows.get().title == "Charte 2026.2"


def test_what_has_taken_effect_is_not_recalled_nor_by_another_than_the_dircom(dircom, sonia):
    with clock.at(datetime(2026, 11, 24, 9)):
        charter = published_charter(dircom)
        with pytest.raises(Forbidden):
            recall(charter, sonia)
    with clock.at(datetime(2026, 12, 1, 0, 5)), pytest.raises(Refused, match="ne se retire plus"):
        recall(charter, dircom)
    with clock.at(datetime(2026, 11, 30, 23, 55)):
        assert recall(charter, dircom).state == "recalled"


def test_rules_of_use_carry_dated_sentences_that_a_draft_starts_from(dircom):
    first = draft_rules(dircom, said_engaged=["« {organisme}, engagé »."], forbidden=["Rien."])
    USAGE_RULES.fire(first, "publish", by=dircom)
    second = draft_rules(dircom, "RU-2", date(2026, 12, 1), forbidden=["Tout."])
    USAGE_RULES.fire(second, "publish", by=dircom)

    assert (second.said_engaged, second.forbidden) == (["« {organisme}, engagé »."], ["Tout."])
    days = (date(2026, 11, 30), date(2026, 12, 1))
    assert [UsageRulesVersion.objects.in_force(day).first().forbidden for day in days] == [
        ["Rien."],
        ["Tout."],
    ]
    with clock.at(datetime(2026, 11, 24, 9)):
        recall(second, dircom)
    assert UsageRulesVersion.objects.in_force(days[1]).first() == first


def test_rules_of_use_may_tell_the_past_but_in_order_and_by_mark(dircom):
    first = USAGE_RULES.fire(draft_rules(dircom), "publish", by=dircom)
    second = USAGE_RULES.fire(draft_rules(dircom, "RU-2", date(2020, 1, 1)), "publish", by=dircom)
    other = Trademark.objects.create(slug="autre", name="Autre marque")
    theirs = actions.prepare_rules(
        other, dircom, code="RA-1", title="Autre", effective_from=date(2018, 1, 1), text="x"
    )
    late = draft_rules(dircom, "RU-3", date(2019, 1, 1))

    assert USAGE_RULES.fire(theirs, "publish", by=dircom).is_published
    assert plain(first.period) == "du 25 janvier 2016 au 31 décembre 2019"
    assert (second.effective_to, second.holds(clock.today())) == (None, True)
    with pytest.raises(Refused, match="date plus tardive"):
        USAGE_RULES.fire(late, "publish", by=dircom)


def test_rules_of_use_without_text_nor_document_are_not_published(dircom):
    with pytest.raises(Refused, match="est vide"):
        USAGE_RULES.fire(draft_rules(dircom, text=""), "publish", by=dircom)
    assert UsageRulesVersion.objects.published().count() == 0


def test_a_scenario_publishes_a_charter_and_rules_of_use(dircom):
    facts = {"code": "2027.1", "title": "Verte", "effective_from": date(2027, 1, 1)}
    charter = ACTS["brand.charter"](by=dircom, **facts, colours={"brand": ["#1f5c2e", "#a6e0b4"]})
    rules = ACTS["brand.rules"](
        by=dircom, **facts | {"code": "RU-1"}, text="Article 1.", review_on=date(2029, 1, 1)
    )
    draft = ACTS["brand.charter"](by=dircom, **facts | {"code": "2028.1"}, publish=False)

    assert (charter.is_published, rules.is_published, draft.state) == (True, True, "draft")
    assert draft.tokens["brand"] == {"light": "#1f5c2e", "dark": "#a6e0b4"}
    with pytest.raises(ValidationError):
        ACTS["brand.charter"](by=dircom, **facts | {"code": "x"}, colours={"rose": ["#000000"] * 2})
