"""Log of contacts: noted, corrected, withdrawn; its follow-up on the home of whoever is in charge."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.models import Exchange, Organism
from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.follow_up.exchanges.querysets import with_last_contact
from portal import calendar
from portal.assignments import actions
from portal.assignments.actions import declare
from portal.core import clock
from portal.web import worklist
from portal.workflow import Forbidden, Refused
from tests import factories

pytestmark = pytest.mark.django_db


def note(organism, by, **facts):
    facts = {
        "kind": "phone",
        "on": clock.today(),
        "said": "Tout va.",
        "with_name": "M. Roy",
    } | facts
    return exchanges.note(organism, by=by, **facts)


def titles(user, name="do"):
    return [task.title for task in worklist.lists(user)[name]]


def test_an_exchange_is_of_the_office_alone(organism, sonia, nora, alice):
    one = note(organism, sonia, person=alice, with_name="")

    assert one.interlocutor == str(alice)
    assert list(Exchange.objects.visible_to(nora)) == [one]
    assert list(Exchange.objects.visible_to(alice)) == []
    with pytest.raises(Forbidden):
        note(organism, alice)


def test_what_follows_is_in_the_calendar_of_the_office_until_it_is_done(
    organism, sonia, nora, alice
):
    day = clock.today() + timedelta(days=5)
    one = note(organism, sonia, next_step="Rappeler", next_on=day)

    def due(user):
        return [(moment.title, moment.sober) for moment in calendar.moments(user, day, day)]

    said = (f"{organism}\u00a0: Rappeler", f"Échange {one.reference}")
    assert (due(sonia), due(nora), due(alice)) == ([said], [said], [])
    exchanges.settle(one, by=sonia, word="Fait.")
    assert due(sonia) == []


def test_with_somebody_of_another_organism_it_is_refused(organism, sonia, bob):
    with pytest.raises(Refused):
        note(organism, sonia, person=bob)


def test_what_follows_comes_on_its_day_to_who_noted_it(organism, sonia, paul):
    day = clock.today() + timedelta(days=5)
    note(organism, sonia, next_step="Rappeler", next_on=day)

    assert (titles(sonia), titles(paul)) == ([], [])
    with clock.at(clock.now() + timedelta(days=5)):
        assert titles(sonia) == ["Rappeler"]
        assert (titles(paul), titles(paul, "wait")) == ([], ["Rappeler"])


def test_it_goes_to_whoever_has_taken_the_dossier_since(organism, dossier, sonia, paul):
    note(organism, sonia, next_step="Rappeler", next_on=clock.today())
    actions.take(dossier, by=paul)

    assert "Rappeler" in titles(paul)
    assert "Rappeler" in titles(sonia, "wait")


def test_while_that_person_is_absent_it_is_to_the_others(organism, sonia, paul):
    note(organism, sonia, next_step="Rappeler", next_on=clock.today())
    declare(sonia, from_on=clock.today(), until_on=clock.today(), by=sonia)

    assert titles(paul) == ["Rappeler"]


def test_it_is_done_once_with_a_word(organism, sonia, paul):
    one = note(organism, sonia, next_step="Rappeler", next_on=clock.today())
    exchanges.settle(one, by=paul, word="Ils déposent lundi.")

    with pytest.raises(Refused):
        exchanges.settle(one, by=sonia)
    assert titles(sonia) == []
    assert Exchange.objects.get().done_word == "Ils déposent lundi."


def test_its_author_alone_corrects_and_withdraws_it(organism, sonia, paul):
    one = note(organism, sonia)

    with pytest.raises(Forbidden):
        exchanges.correct(one, by=paul, said="Non.")
    exchanges.correct(one, by=sonia, said="Tout va bien.")
    exchanges.withdraw(one, by=sonia)
    assert Exchange.objects.get().said == "Tout va bien."
    with pytest.raises(Refused):
        exchanges.correct(one, by=sonia, said="Encore.")


def test_the_last_contact_and_note_come_with_the_rows(organism, sonia, django_assert_num_queries):
    yesterday = clock.today() - timedelta(days=1)
    note(organism, sonia, on=yesterday)
    gone = note(organism, sonia)
    exchanges.withdraw(gone, by=sonia)
    factories.make_organism()

    with django_assert_num_queries(1):
        rows = list(with_last_contact(Organism.objects.order_by("pk")))
    assert [(one.last_contact_on, one.last_note) for one in rows] == [
        (yesterday, None),
        (None, None),
    ]


PAGE = "/espace/organismes/{}/suivi/echange/"
TYPED = {"kind": "phone", "on": "2020-01-02", "said": "Il pleut.", "with_name": "Mme Lie"}


def test_the_form_keeps_what_was_typed_and_says_what_lacks(organism, sonia, signed_in):
    answer = signed_in(sonia).post(
        PAGE.format(organism.slug), TYPED | {"with_name": "", "next_step": "Suite"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Il pleut." in page
    assert "Dites avec qui" in page
    assert "Donnez un jour à la suite" in page


def test_the_form_notes_it(organism, sonia, signed_in):
    answer = signed_in(sonia).post(PAGE.format(organism.slug), TYPED)

    assert (answer.status_code, Exchange.objects.get().with_name) == (302, "Mme Lie")


def test_the_pages_cost_the_same_with_many_rows(organism, sonia, signed_in):
    client = signed_in(sonia)
    paths = (f"/espace/organismes/{organism.slug}/suivi/", "/espace/echanges/", "/espace/")
    counts = []
    for _ in range(2):
        for _ in range(3):
            note(organism, sonia, next_step="Rappeler", next_on=clock.today())
        for path in paths:
            client.get(path)
        counts.append([queries(client, path) for path in paths])
    assert counts[0] == counts[1]


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)
