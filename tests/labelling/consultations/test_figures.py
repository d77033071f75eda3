"""Answers to tenants counted by hand: on the organism's page, in the dictionary, in public from three bodies on."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from labelling.parties.bodies import actions as keeping
from labelling.path.consultations import actions
from labelling.path.consultations.figures import answers_of
from portal.core import clock
from portal.figures import Period, figure, rounded
from portal.workflow import audit_log
from tests.labelling.bodies.test_acts import FACTS, REACH
from tests.labelling.consultations.conftest import say
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
CODES = ("answers", "answers_p90", "answers_on_time", "answered", "contested")


def after(days):
    return clock.at(clock.now() + timedelta(days=days))


@pytest.fixture
def asked(dossier, organism, alice, sonia):
    """Four verified bodies, each asked."""
    found = []
    for number in range(4):
        body = keeping.add_body(organism, FACTS | {"name": f"Instance {number}"}, by=alice)
        reach = REACH | {"email": f"{number}@locataires.example"}
        contact = keeping.add_contact(body, reach, by=alice)
        found.append(keeping.verify(body, [contact.pk], by=sonia))
    return actions.ask(dossier, found, by=alice)


def answer(consultation, step, days, by):
    with after(days):
        consultation.workflow.fire(consultation, step, by=by, text="Nous faisons ceci, demain.")


def told_by_dictionary(day):
    period = Period(day - timedelta(days=60), day)
    return [rounded(figure(f"tenants.{code}").value(period)) for code in CODES]


def test_four_words_are_counted_by_hand(asked, organism, alice):
    """Answered in 4 days, in 40 (late), never; one confirms and asks for nothing; one of the four contests."""
    first, late, never, confirmed = asked
    actions.give(first, say(opinion="Rien ne bouge."))
    actions.give(late, say(stance="contests", account="Faux.", opinion="Non."))
    actions.give(never, say(opinion="Toujours rien."))
    actions.give(confirmed, say(stance="confirms"))
    answer(first, "answer", 4, alice)
    answer(late, "answer_contest", 40, alice)

    with after(41):
        told = answers_of(organism)
        dictionary = told_by_dictionary(clock.today())
    shares = [told.answered, told.contested]
    assert (told.bodies, told.words, told.days, shares) == (4, 4, 22, [Decimal("66.7"), 25])
    assert dictionary == [22, 40, 50, Decimal("66.7"), 25]


def test_an_answer_that_does_not_answer_counts_for_nothing_until_another(asked, organism, alice):
    first = asked[0]
    actions.give(first, say(opinion="Rien ne bouge."))
    owed = answers_of(organism).answered
    answer(first, "answer", 2, alice)
    answered = answers_of(organism).answered
    with after(3):
        first.refresh_from_db()
        first.workflow.fire(first, "insist", by=None)
    with after(60):
        insisted = answers_of(organism).answered
    answer(first, "answer", 61, alice)
    again = answers_of(organism)

    assert (owed, answered, insisted, again.answered, again.days) == (None, 100, 0, 100, 61)


def test_the_promised_day_itself_is_no_delay(asked, organism):
    first = asked[0]
    actions.give(first, say(opinion="Rien ne bouge."))
    first.refresh_from_db()
    days = (first.answer_promised_on - clock.today()).days
    told = []
    for day in (days, days + 1):
        with after(day):
            told.append(answers_of(organism).answered)
    assert told == [None, 0]


def test_what_a_code_handed_over_by_the_organism_says_is_not_counted(asked, organism):
    first = asked[0]
    key = first.keys.get()
    type(key).objects.filter(pk=key.pk).update(is_handed_over=True)
    key.refresh_from_db()
    actions.give(first, say(opinion="Tout va bien."), key=key)
    assert answers_of(organism) is None


def test_the_public_page_tells_them_from_three_bodies_on_while_the_organism_accepts(
    client, signed_in, asked, organism, alice
):
    make_label(organism, start_on=clock.today())
    page = reverse("labelling:directory_organism", args=[organism.slug])
    consent = reverse("labelling:organism_consent", args=[organism.slug])

    def is_told():
        return "Ses réponses aux locataires" in client.get(page).content.decode()

    def choose(**given):
        signatory = signed_in(alice)
        form = signatory.get(consent).context["form"]
        hidden = {one.html_name: one.value() for one in form.hidden_fields()}
        signatory.post(consent, hidden | {"has_public_consent": "on"} | given)

    choose(shows_answers="on")
    told = []
    for one in asked[:3]:
        actions.give(one, say(opinion="Rien ne bouge."))
        told.append(is_told())
    choose()
    told.append(is_told())

    assert told == [False, False, True, False]
    acts = [one.act for one in audit_log.entries_of(organism)]
    assert acts.count("organism_answers_consent") == 2


def test_the_page_of_the_organism_tells_its_own(signed_in, asked, organism, alice, bob):
    actions.give(asked[0], say(opinion="Rien ne bouge."))
    page = organism.get_absolute_url()
    told = [
        "Réponses aux locataires" in signed_in(who).get(page).content.decode()
        for who in (alice, bob)
    ]
    assert told == [True, False]


@pytest.mark.parametrize("many", [1, 4])
def test_one_word_or_many_are_read_by_as_many_queries(
    asked, organism, many, django_assert_num_queries
):
    for one in asked[:many]:
        actions.give(one, say(opinion="Rien ne bouge."))
    with django_assert_num_queries(2):
        answers_of(organism)
