"""Pages of surveys: compose, answer, autosave, results, export."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.models import Participation, Survey, SurveyAnswer, SurveyDraft
from community.polls import actions, pages
from community.polls.workflow import SURVEY
from community.spaces.members.roles import forget
from tests.community.polls.factories import (
    LAST,
    animate,
    club,
    give,
    make_draft,
    make_members,
    make_open,
    settle,
)
from tests.factories import make_member, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    (person,) = make_members(1)
    return animate(person)


def address(name, survey=None, *more):
    return reverse(
        f"community:{name}", args=["club", *([survey.reference] if survey else []), *more]
    )


def typed(survey, **kinds):
    """What a form posts, by the kind of its questions."""
    keys = {one.kind: one.key for one in survey.questions.all()}
    return {keys[kind]: value for kind, value in kinds.items()}


def test_a_survey_is_composed_opened_and_answered_in_its_pages(ana, signed_in):
    client = signed_in(ana)
    made = client.post(address("survey_create"), {"title": "Le club", "intro": "Pour décider"})
    survey = Survey.objects.get()
    question = {"label": "On continue ?", "kind": "one", "options": "Oui\nNon", "is_required": "on"}
    client.post(address("survey_question_add", survey), question)
    shown = client.get(address("survey_preview", survey)).text
    opened = {"closes_on": LAST.isoformat(), "secrecy": "anonymous", "per": "person"}
    client.post(address("survey_act", survey, "ouvrir"), opened)
    before = client.get(address("survey_answer", survey)).text
    sent = client.post(address("survey_answer", survey), typed(survey, one="2"))
    after = client.get(address("survey_answer", survey)).text

    assert made["Location"] == survey.get_absolute_url()
    assert "On continue ?" in shown
    assert "Réponses anonymes" in before
    assert "data-autosave" not in before
    assert sent.status_code == 302
    assert "elle ne se reprend pas" in after


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"kind": "one", "options": "Seule"}, "Écrivez de 2 à 20 réponses, une par ligne"),
        ({"kind": "scale", "options": "a\nb"}, "Écrivez de 5 à 5 réponses, une par ligne"),
        ({"kind": "one", "options": "m" * 151 + "\nb"}, "150 caractères au plus par réponse"),
        ({"kind": "zz"}, "Choisissez une des façons de répondre."),
    ],
)
def test_a_question_badly_written_says_why_and_keeps_what_was_typed(ana, signed_in, data, sentence):
    survey = make_draft(ana, questions=())
    answer = signed_in(ana).post(address("survey_question_add", survey), {"label": "Gardée"} | data)

    assert answer.status_code == 422
    assert "Gardée" in answer.text
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("day", "sentence"), [("2026-11-23", "Ce jour est passé."), ("2029-01-01", "Un an au plus.")]
)
def test_the_last_day_is_ahead_and_not_too_far(ana, signed_in, day, sentence):
    survey = make_draft(ana)
    data = {"closes_on": day, "secrecy": "named", "per": "person"}
    answer = signed_in(ana).post(address("survey_act", survey, "ouvrir"), data)

    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_a_named_answer_is_saved_as_one_types_then_sent(ana, signed_in):
    (member,) = make_members(1)
    survey = make_open(ana)
    client = signed_in(member)
    quiet = {"headers": {"X-Autosave": "1"}}
    saved = client.post(address("survey_answer", survey), typed(survey, long="Début"), **quiet)
    shown = client.get(address("survey_answer", survey)).text
    kept = SurveyDraft.objects.get().values
    wrong = client.post(address("survey_answer", survey), typed(survey, long="Début"))
    sent = client.post(
        address("survey_answer", survey), typed(survey, one="1", scale="4", long="Fin")
    )

    assert (saved.status_code, list(kept.values())) == (200, ["Début"])
    assert "Début" in shown
    assert "data-autosave" in shown
    assert (wrong.status_code, "Choisissez une réponse." in wrong.text) == (422, True)
    assert sent.status_code == 302
    assert SurveyAnswer.objects.get().person == member


def test_a_quiet_save_of_an_anonymous_answer_is_refused(ana, signed_in):
    (member,) = make_members(1)
    survey = make_open(ana, secrecy="anonymous")
    quiet = {"headers": {"X-Autosave": "1"}}
    answer = signed_in(member).post(
        address("survey_answer", survey), typed(survey, long="X"), **quiet
    )

    assert (answer.status_code, SurveyDraft.objects.count()) == (422, 0)


def test_who_speaks_for_two_organisms_says_for_which(ana, signed_in):
    (member,) = make_members(1)
    other = make_organism("Autre Habitat", slug="autre-habitat")
    make_label(other)
    make_member(other, user=member)
    forget(member)
    survey = make_open(ana, per="organism")
    data = typed(survey, one="1", scale="4")
    client = signed_in(member)
    unsaid = client.post(address("survey_answer", survey), data)
    client.post(address("survey_answer", survey), data | {"organism": "autre-habitat"})

    assert "Choisissez un organisme." in unsaid.text
    assert Participation.objects.get().organism == other


def test_results_are_read_by_who_composes_then_by_members(ana, signed_in):
    (member,) = make_members(1)
    survey = make_open(ana)
    give(survey, member, 1, [1], 4, text="Un avis")
    path = address("survey_results", survey)

    def codes():
        return [signed_in(who).get(path).status_code for who in (ana, member)]

    while_open = codes()
    survey = SURVEY.fire(survey, "close", by=ana)
    closed = codes()
    SURVEY.fire(survey, "publish", by=ana)
    text = signed_in(member).get(path).text

    assert (while_open, closed) == ([404, 404], [200, 404])
    assert "Un avis" in text
    assert "50\u00a0%" in text
    assert str(member) not in text.split("<main", 1)[1]


def test_named_answers_are_a_csv_for_who_composes_alone(ana, signed_in):
    (member,) = make_members(1)
    survey = make_open(ana)
    give(survey, member, 1, [1, 2], 4, text="=2+2")
    SURVEY.fire(survey, "close", by=ana)
    path = address("survey_answers_csv", survey)
    text = signed_in(ana).get(path).content.decode()

    assert text.splitlines()[1].endswith("Oui;Charges, Accueil;4, plutôt oui;'=2+2")
    assert signed_in(member).get(path).status_code == 404


def test_a_poll_is_one_question_on_the_first_page_of_its_space(ana):
    (member,) = make_members(1)
    poll = actions.create_poll(club(), by=ana, title="Quel jour ?", options=["Lundi", "Mardi"])
    none = pages.poll_block(member, club())
    how = {"closes_on": LAST, "secrecy": "anonymous", "per": "person"}
    poll = SURVEY.fire(poll, "open", by=ana, **how)
    _template, context = pages.poll_block(member, club())

    assert none is None
    assert (poll.questions.count(), context["has_answered"]) == (1, False)
    assert [field.label for field in context["form"]] == ["Quel jour ?"]


def test_a_member_answers_a_poll_once_in_two_clicks(ana, signed_in):
    (member,) = make_members(1)
    poll = actions.create_poll(club(), by=ana, title="Quel jour ?", options=["Lundi", "Mardi"])
    SURVEY.fire(poll, "open", by=ana, closes_on=LAST, secrecy="anonymous", per="person")
    client, data = signed_in(member), typed(poll, one="1")
    answers = [client.post(address("survey_answer", poll), data) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]


def test_the_list_costs_the_same_with_one_and_twenty(ana, signed_in):
    client = signed_in(ana)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(address("surveys"))
        return len(queries)

    make_draft(ana)
    cost()
    one = cost()
    for _ in range(19):
        make_draft(ana)

    assert cost() == one


def test_only_who_animates_gets_the_pages_that_compose(ana, signed_in, bob):
    (member,) = make_members(1)
    settle(bob)
    client = signed_in(member)
    codes = [client.get(address(name)).status_code for name in ("survey_create", "poll_create")]

    assert codes == [403, 403]
    assert signed_in(bob).get(address("survey_create")).status_code == 404
