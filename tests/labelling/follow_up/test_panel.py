"""Panel of the follow-up on the page of an organism or of a dossier: the last ones, as its own page orders them."""

from datetime import time, timedelta

import pytest
from django.utils.html import strip_tags

from labelling.steering.follow_up import notes
from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.follow_up.navigation import panel
from labelling.steering.follow_up.pages import list_exchanges, list_notes
from labelling.steering.follow_up.relances import actions as relances
from labelling.steering.follow_up.relances.mails import Proposal
from portal.core import clock
from portal.ui import words
from tests import factories

pytestmark = pytest.mark.django_db


def write(organism, by, **facts):
    """A note and an exchange of today."""
    notes.write(organism, by=by, text="Rappeler en mars.", **facts)
    exchanges.note(
        organism, by=by, kind="phone", on=clock.today(), said="Tout va bien.",
        **{name: one for name, one in facts.items() if name == "dossier"},
    )  # fmt: skip


def kept(organism, sonia, dossier=None):
    said = panel(sonia, organism, dossier).said
    return [row["note"] for row in said["notes"]], said["exchanges"]


def test_it_shows_the_first_of_the_page_of_the_follow_up(organism, dossier, sonia, paul):
    start = clock.now()
    for day in range(5):
        with clock.at(start - timedelta(days=day)):
            write(organism, sonia, is_pinned=day == 4, mentioned=[paul])
    exchanges.note(organism, by=paul, kind="phone", on=clock.today(), at=time(9), said="Encore.")
    write(factories.make_organism(), sonia)

    said = panel(sonia, organism).said
    found, exchanged = kept(organism, sonia)
    assert found == list(list_notes(organism=organism)[:3])
    assert list(exchanged) == list(list_exchanges(organism=organism)[:3])
    assert [[one.person for one in row["mentions"]] for row in said["notes"]] == [[paul]] * 3
    assert [row["is_to_read"] for row in panel(paul, organism).said["notes"]] == [True] * 3
    assert [list(rows) for rows in kept(organism, sonia, dossier)] == [[], []]


def test_of_a_dossier_it_shows_what_is_said_of_it_and_the_mail_that_is_to_leave(
    organism, dossier, alice, sonia
):
    write(organism, sonia)
    write(organism, sonia, dossier=dossier)
    one = Proposal(organism, (alice,), None, "Où en êtes-vous ?", "Bonjour,\n\nDites-nous.")
    (made,) = relances.prepare([one], by=sonia, is_reviewed=True)
    draft = panel(sonia, organism, dossier).said["waiting"]
    relances.confirm(made.batch, by=sonia)

    assert (draft, panel(sonia, organism, dossier).said["waiting"]) == (None, made)
    assert [[one.dossier for one in rows] for rows in kept(organism, sonia, dossier)] == [
        [dossier]
    ] * 2


def test_it_costs_the_same_for_one_and_for_many_and_tells_nobody_else(
    organism, dossier, sonia, alice, paul, django_assert_num_queries
):
    write(organism, sonia, dossier=dossier, mentioned=[paul])
    assert panel(alice, organism, dossier) is None
    for _round in range(2):
        with django_assert_num_queries(5):  # two of them for the mentions
            said = panel(sonia, organism, dossier).said
            str([(str(one.by), str(one.charge), one.when_and_whom) for one in said["exchanges"]])
            str(
                [
                    (str(row["note"].by), [str(one.person) for one in row["mentions"]])
                    for row in said["notes"]
                ]
            )
        for _note in range(3):
            write(organism, sonia, dossier=dossier, mentioned=[paul])


def test_what_follows_an_exchange_is_a_sentence(organism, sonia, signed_in):
    facts = {"on": clock.today(), "said": "Tout va bien.", "next_step": "Rappeler"}
    tomorrow = clock.today() + timedelta(days=1)
    exchanges.note(organism, by=sonia, kind="phone", next_on=tomorrow, **facts)

    page = signed_in(sonia).get(organism.get_absolute_url()).content.decode()
    said = " ".join(strip_tags(page).split())
    day = words.day(tomorrow).replace("\u00a0", " ")  # its comma is of the stylesheet
    assert f"Rappeler, {day} demain, suivi par {sonia}. C’est fait" in said


def test_the_page_of_the_organism_draws_it(organism, sonia, paul, signed_in):
    write(organism, sonia, mentioned=[paul])

    page = signed_in(paul).get(organism.get_absolute_url()).content.decode()
    assert [
        one in page for one in ("Rappeler en mars.", "Tout va bien.", "J’ai lu", str(sonia))
    ] == [True] * 4
