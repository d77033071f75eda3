"""Anonymity of surveys: nothing stored, logged or mailed joins a person to an answer."""

import logging

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.urls import reverse

from community.models import Participation, SurveyAnswer, SurveyDraft, SurveyTally
from community.polls import actions
from community.polls.results import exports, tables
from community.polls.workflow import SURVEY
from portal.workflow import Refused, audit_log
from tests.community.polls.factories import animate, give, make_members, make_open, said

pytestmark = pytest.mark.django_db
SECRET = "Le mot que personne ne doit lire avec mon nom"


@pytest.fixture
def ana():
    (person,) = make_members(1)
    return animate(person)


def stored():
    """{table: its rows as text} of every table of ours."""
    found = {}
    for model in apps.get_models():
        if model._meta.managed:
            found[model._meta.db_table] = list(map(repr, model._base_manager.values_list()))
    return found


def columns(model):
    return {field.name for field in model._meta.concrete_fields}


def test_the_register_holds_no_answer_and_the_tally_nobody_and_no_day():
    assert columns(Participation) == {"id", "survey", "person", "organism", "on"}
    assert columns(SurveyTally) == {"id", "question", "answered", "counts", "texts"}
    assert Participation._meta.get_field("on").get_internal_type() == "DateField"
    assert Participation._meta.pk.get_internal_type() == "UUIDField"


def test_no_row_of_any_table_holds_both_a_voice_and_an_answer(ana):
    """The text is in the tally and nowhere else; what is written beside names nobody's answer."""
    people = make_members(6)
    survey = make_open(ana, secrecy="anonymous")
    before = stored()
    for person in people:
        give(survey, person, 1, [1], 4, text=f"{SECRET}, {person.pk}")
    after = stored()
    changed = {table for table, rows in after.items() if rows != before[table]}

    assert changed == {Participation._meta.db_table, SurveyTally._meta.db_table}
    assert [t for t, rows in after.items() if SECRET in "".join(rows)] == [
        SurveyTally._meta.db_table
    ]


def test_control_a_named_survey_does_join_them(ana):
    (person,) = make_members(1)
    survey = make_open(ana)
    give(survey, person, 1, [1], 4, text=SECRET)

    assert SurveyAnswer.objects.get().person == person


def test_texts_are_in_no_order_of_arrival(ana):
    """Twelve arrivals stored in their order would happen once in 479 million."""
    people = make_members(12)
    survey = make_open(ana, secrecy="anonymous")
    for number, person in enumerate(people):
        give(survey, person, 1, [], 4, text=f"{number:02}")
    tally = SurveyTally.objects.get(question__kind="long")

    assert sorted(tally.texts) == [f"{number:02}" for number in range(12)]
    assert tally.texts != sorted(tally.texts)


def test_the_keys_of_the_register_tell_no_order(ana):
    people = make_members(12)
    survey = make_open(ana, secrecy="anonymous")
    for person in people:
        give(survey, person, 1, [], 4)
    by_key = list(Participation.objects.order_by("pk").values_list("person", flat=True))

    assert by_key != [person.pk for person in people]


@pytest.mark.parametrize("model", [SurveyAnswer, SurveyDraft])
def test_the_database_refuses_a_named_answer_or_a_draft_to_an_anonymous_survey(ana, model):
    (person,) = make_members(1)
    survey = make_open(ana, secrecy="anonymous")

    with pytest.raises(DatabaseError, match="keeps no answer"), transaction.atomic():
        model.objects.create(survey=survey, person=person, values={})


def test_nothing_is_kept_before_it_is_sent(ana):
    (person,) = make_members(1)
    survey = make_open(ana, secrecy="anonymous")

    with pytest.raises(Refused) as told:
        actions.save_draft(survey, said(survey, 1, [], 4), by=person)
    assert told.value.codes == ["anonymous"]
    assert actions.begun(survey, person) == ({}, None)


def test_a_sent_answer_is_never_taken_back(ana):
    (person,) = make_members(1)
    survey = make_open(ana, secrecy="anonymous")
    give(survey, person, 1, [], 4)

    with pytest.raises(Refused) as told:
        give(survey, person, 2, [], 4)
    assert told.value.codes == ["answered"]
    assert SurveyTally.objects.get(question__kind="one").counts == {"1": 1}


def test_neither_the_journal_nor_the_logs_tell_that_somebody_answered(ana, signed_in, caplog):
    (person,) = make_members(1)
    survey = make_open(ana, secrecy="anonymous")
    lines, version = audit_log.Entry.objects.count(), survey.version
    data = {f"q{one.pk}": "1" for one in survey.questions.filter(kind__in=("one", "scale"))}
    text = survey.questions.get(kind="long")
    address = reverse("community:survey_answer", args=["club", survey.reference])
    with caplog.at_level(logging.DEBUG):
        answer = signed_in(person).post(address, data | {text.key: SECRET})
    survey.refresh_from_db()

    assert (answer.status_code, Participation.objects.count()) == (302, 1)
    assert (audit_log.Entry.objects.count(), survey.version) == (lines, version)
    said_by = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert [line for line in said_by if SECRET in line or str(person) in line] == []


@pytest.mark.parametrize(("many", "is_hidden"), [(4, True), (5, False)])
def test_under_five_answers_neither_breakdown_nor_text_is_told(ana, many, is_hidden):
    survey = make_open(ana, secrecy="anonymous")
    for person in make_members(many):
        give(survey, person, 1, [], 4, text=SECRET)
    survey = SURVEY.fire(survey, "close", by=ana)
    found = tables.read_results(survey)

    assert found.answers == many
    assert found.is_hidden == is_hidden
    assert {row.is_hidden for row in found.rows if row.question.kind != "several"} == {is_hidden}
    assert (SECRET in exports.table(survey)) != is_hidden


def test_a_question_that_few_answered_is_hidden_alone(ana):
    survey = make_open(ana, secrecy="anonymous")
    for number, person in enumerate(make_members(6)):
        give(survey, person, 1, [], 4, text=SECRET if number < 2 else "")
    survey = SURVEY.fire(survey, "close", by=ana)
    hidden = {row.question.kind: row.is_hidden for row in tables.read_results(survey).rows}

    assert hidden == {"one": False, "several": True, "scale": False, "long": True}
    assert SECRET not in exports.table(survey)


def test_named_answers_of_an_anonymous_survey_are_nowhere_to_read(ana, sonia, signed_in):
    survey = make_open(ana, secrecy="anonymous")
    SURVEY.fire(survey, "close", by=ana)
    address = reverse("community:survey_answers_csv", args=["club", survey.reference])

    assert [signed_in(who).get(address).status_code for who in (ana, sonia)] == [404, 404]


def test_nobody_reads_the_register_nor_the_tallies(ana, sonia):
    survey = make_open(ana, secrecy="anonymous")
    give(survey, make_members(1)[0], 1, [], 4)
    people = (ana, sonia)

    assert [Participation.objects.visible_to(who).count() for who in people] == [0, 0]
    assert [SurveyTally.objects.visible_to(who).count() for who in people] == [0, 0]
