"""Surveys of agents: one answer a code, nothing of one person, counts from ten answers on and after the last day."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache

from labelling.committee import pack
from labelling.path.team_surveys import actions
from labelling.path.team_surveys.models import (
    FEWEST,
    AnswerCount,
    SurveyCode,
    TeamSurvey,
    find_code,
)
from labelling.path.team_surveys.views import TOO_MANY, TRIES, WRONG
from portal.core import clock
from portal.retention.registry import KEEPINGS
from portal.workflow import Forbidden, Refused, audit_log
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
CODE, ASKED, THANKS = "/equipes/code/", "/equipes/questions/", "/equipes/merci/"
SAID = {
    "known": "agree",
    "heard": "disagree",
    "means": "rather",
    "told": "unsaid",
    "better": "hardly",
}


@pytest.fixture
def survey(dossier, alice):
    return actions.open_survey(
        dossier, agents=12, closes_on=clock.today() + timedelta(days=10), by=alice
    )


def address(dossier):
    return f"/espace/dossiers/{dossier.reference}/equipes/"


def answer(survey, many, said=SAID):
    for code in survey.codes_in_order()[:many]:
        actions.answer(find_code(code), said)
    survey.refresh_from_db()


def after(survey, days=1):
    return time_machine.travel(
        clock.now() + (survey.closes_on - clock.today() + timedelta(days=days))
    )


def test_the_organism_opens_it_and_prints_as_many_codes(signed_in, dossier, alice):
    client = signed_in(alice)
    day = clock.today() + timedelta(days=10)
    page = client.post(address(dossier), {"agents": "12", "closes_on": f"{day}"}, follow=True)
    survey = TeamSurvey.objects.get()
    assert "pour 12\u00a0codes" in page.content.decode()
    assert (survey.agents, survey.closes_on, survey.codes.count()) == (12, day, 12)
    assert len(set(survey.codes_in_order())) == 12
    assert audit_log.entries_of(dossier).first().act == "team_survey"

    batch = client.get(f"{address(dossier)}{survey.pk}/codes/")

    assert (batch.status_code, batch["Cache-Control"]) == (200, "private, no-store")
    assert batch.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"agents": "9"}, "agents"),
        ({"agents": "301"}, "agents"),
        ({"agents": "beaucoup"}, "agents"),
        ({"closes_on": ""}, "closes_on"),
        ({"closes_on": "2020-01-01"}, "closes_on"),
        ({"closes_on": "2099-01-01"}, "closes_on"),
    ],
)
def test_what_is_wrong_is_said_and_kept(signed_in, dossier, alice, typed, field):
    right = {"agents": "12", "closes_on": f"{clock.today() + timedelta(days=60)}"}
    page = signed_in(alice).post(address(dossier), right | typed)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert not TeamSurvey.objects.exists()


def test_one_runs_at_a_time(survey, dossier, alice):
    day = survey.closes_on + timedelta(days=20)
    with pytest.raises(Refused) as refused:
        actions.open_survey(dossier, agents=20, closes_on=day, by=alice)
    assert str(refused.value.problems[0]) == actions.RUNNING
    with after(survey):
        assert actions.open_survey(dossier, agents=20, closes_on=day, by=alice).agents == 20


def test_the_office_opens_none(dossier, sonia):
    with pytest.raises(Forbidden):
        actions.open_survey(
            dossier, agents=12, closes_on=clock.today() + timedelta(days=10), by=sonia
        )


def test_an_agent_answers_once(client, survey):
    typed = survey.codes_in_order()[3]
    assert client.post(CODE, {"code": f" {typed.lower().replace('-', ' ')} "}).url == ASKED
    page = client.post(ASKED, SAID)
    survey.refresh_from_db()
    assert (page.url, survey.answered, client.get(ASKED).url) == (THANKS, 1, CODE)
    assert client.get(THANKS).status_code == 200
    again = client.post(CODE, {"code": typed})
    assert (again.status_code, again.context["form"].non_field_errors()) == (422, [WRONG])


def test_a_question_left_out_is_asked_again_with_what_was_said(client, survey):
    client.post(CODE, {"code": survey.codes_in_order()[0]})
    page = client.post(ASKED, SAID | {"told": "", "means": "peut-être"})
    assert (page.status_code, sorted(page.context["form"].errors)) == (422, ["means", "told"])
    assert page.context["form"]["known"].value() == "agree"
    survey.refresh_from_db()
    assert survey.answered == 0


def test_two_who_opened_one_code_are_counted_once(survey):
    first, second = (find_code(survey.codes_in_order()[0]) for _ in range(2))
    actions.answer(first, SAID)
    with pytest.raises(Refused):
        actions.answer(second, SAID | {"known": "disagree"})
    survey.refresh_from_db()
    counted = AnswerCount.objects.filter(question="known", many__gt=0)
    assert (survey.answered, [(one.answer, one.many) for one in counted]) == (1, [("agree", 1)])


def test_the_last_day_is_the_last(client, survey):
    typed = survey.codes_in_order()[0]
    with after(survey, days=0):
        assert find_code(typed) is not None
        late = find_code(typed)
    with after(survey, days=1):
        assert find_code(typed) is None
        with pytest.raises(Refused):
            actions.answer(late, SAID)


@pytest.mark.parametrize(("many", "is_read"), [(FEWEST - 1, False), (FEWEST, True)])
def test_counts_are_read_from_ten_answers_on(survey, many, is_read):
    answer(survey, many)
    assert survey.results() == []  # it runs: an answer more would tell whose it is
    with after(survey):
        rows = [[many for _label, many in one["counts"]] for one in survey.results()]
    assert (rows[:2] if rows else rows) == ([[10, 0, 0, 0, 0], [0, 0, 0, 10, 0]] if is_read else [])


def test_nothing_tells_who_answered_what(survey):
    """A code keeps no day, an answer no code: counts alone are written, in rows that were all there before."""
    before = list(survey.counts.values_list("pk", flat=True))
    answer(survey, 3)
    assert list(survey.counts.values_list("pk", flat=True)) == before
    assert {field.name for field in SurveyCode._meta.fields} == {
        "id",
        "survey",
        "digest",
        "is_used",
    }
    assert {field.name for field in AnswerCount._meta.fields} == {
        *("id", "survey", "question", "answer", "many")
    }
    assert [row.digest for row in survey.codes.order_by("pk")] == sorted(
        row.digest for row in survey.codes.all()
    )


def test_the_committee_and_the_organism_read_the_same_counts(signed_in, survey, dossier, alice):
    answer(survey, 11)
    with after(survey):
        page = signed_in(alice).get(f"{dossier.get_absolute_url()}avis/").content.decode()
        assert survey.questionnaire["questions"][0]["label"] in page
        assert [len(one.results()) for one in pack.whole(dossier)["surveys"]] == [5]


def test_an_open_survey_keeps_its_sentences(survey, monkeypatch):
    survey.questionnaire["questions"][0]["label"] = "Une ancienne question."
    survey.save()
    answer(survey, FEWEST)
    with after(survey):
        assert TeamSurvey.objects.get().results()[0]["label"] == "Une ancienne question."


def test_many_tries_wait(client, survey):
    cache.clear()
    for _ in range(TRIES.many):
        assert client.post(CODE, {"code": "AAAA-AAAA-AAAA"}).status_code == 422
    page = client.post(CODE, {"code": survey.codes_in_order()[0]})
    assert page.context["form"].non_field_errors() == [TOO_MANY]


def test_codes_leave_a_month_after_and_counts_stay(survey):
    answer(survey, FEWEST)
    keeping = KEEPINGS["survey_code"]
    assert not SurveyCode.objects.filter(
        keeping.over(survey.closes_on - timedelta(days=1))
    ).exists()
    for code in SurveyCode.objects.filter(keeping.over(survey.closes_on)):
        keeping.deed(code)
    assert (SurveyCode.objects.count(), survey.answered) == (0, FEWEST)
    with after(survey, days=40):
        assert len(survey.results()) == 5


def test_one_survey_or_three_take_the_same_queries(signed_in, survey, dossier, alice):
    answer(survey, FEWEST)
    page = f"{dossier.get_absolute_url()}avis/"
    with after(survey):
        client = signed_in(alice)
        one = queries(client, page)
        for _ in range(2):
            TeamSurvey.objects.create(
                dossier=dossier,
                agents=12,
                answered=11,
                opened_on=survey.opened_on,
                closes_on=survey.closes_on,
                opened_by=alice,
            )
        assert queries(client, page) == one
