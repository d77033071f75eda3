"""Letters of consultations: a code that no mail brings, an answer read on paper; sent by the office alone."""

import re
from datetime import timedelta

import pytest

from labelling.parties.bodies import actions as keeping
from labelling.path.consultations import actions, pages
from labelling.path.consultations.forms import TypeForm, WordForm
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.keys.models import code_of
from labelling.path.consultations.models import Consultation
from portal.core import clock
from portal.documents import pdf
from portal.models import Message
from portal.web import worklist
from portal.workflow import Refused, audit_log
from tests.e2e.journeys.walking import printed
from tests.factories import noon
from tests.labelling.bodies.test_acts import REACH
from tests.labelling.consultations.conftest import say

pytestmark = pytest.mark.django_db
ANSWER = "Il est lavé chaque lundi et chaque jeudi."


@pytest.fixture
def by_letter(dossier, body, contact, alice, sonia):
    """Asked of a body that no mail reaches."""
    keeping.change_contact(contact, REACH | {"email": "", "postal": "1 rue des Lilas"}, by=alice)
    keeping.verify(body, [contact.pk], by=sonia)
    return actions.ask(dossier, [body], by=alice)[0]


def fresh():
    return pages.rows().get()


def answered(consultation, alice, **said):
    one = actions.give(consultation, say(opinion="Le hall est sale.", **said))
    one.workflow.fire(one, "answer", by=alice, text=ANSWER)
    return fresh()


def tasks(user, one):
    return [task.title for task in worklist.lists(user)["do"] if task.url == one.get_absolute_url()]


def labels(one):
    return [letter["label"] for letter in pages.letters(one)]


@pytest.mark.parametrize("form", [WordForm, TypeForm])
def test_what_follows_is_told_by_what_reaches_the_body(form, by_letter, sonia):
    field = form(thing=by_letter, by=sonia).fields["follow"]
    assert [value for value, _ in field.choices] == ["letter", "none"]


def test_a_link_offers_the_mail_first_and_the_letter_where_there_is_an_address(
    consultation, contact
):
    offered = [value for value, _ in WordForm(thing=consultation).fields["follow"].choices]
    contact.postal = "1 rue des Lilas"
    contact.save()
    consultation.keys.get().delete()
    keys.make_keys(consultation)
    both = WordForm(thing=consultation)
    assert offered == ["mail", "none"]
    assert [value for value, _ in both.fields["follow"].choices] == ["mail", "letter", "none"]
    assert both.initial["follow"] == "mail"


def test_a_code_is_a_letter_that_the_office_has_to_send(by_letter, alice, sonia):
    assert tasks(sonia, by_letter) == ["Envoyer une lettre à «\u00a0Amicale des Tilleuls\u00a0»"]
    assert tasks(alice, by_letter) == []
    assert labels(fresh()) == ["Demande d’avis"]
    keys.post(by_letter, by=sonia)
    assert (tasks(sonia, by_letter), labels(fresh())) == ([], [])
    assert by_letter.keys.get().posted_on == clock.today()
    assert audit_log.entries_of(by_letter.dossier)[0].act == "letters_posted"


def test_an_answer_that_is_asked_by_letter_is_sent_by_the_office(by_letter, alice, sonia):
    keys.post(by_letter, by=sonia)
    one = answered(by_letter, alice, follow="letter")
    assert not Message.objects.filter(notice="consultation.followed").exists()
    assert (len(tasks(sonia, one)), labels(one)) == (1, ["Réponse de l’organisme"])
    with noon(clock.today() + timedelta(days=1)):
        keys.post(one, by=sonia)
        assert fresh().replies.get().posted_on == clock.today()
    assert (tasks(sonia, one), labels(fresh())) == ([], [])


@pytest.mark.parametrize("follow", ["mail", "none"])
def test_no_letter_is_due_to_who_asked_for_none(consultation, alice, sonia, follow):
    one = answered(consultation, alice, follow=follow)
    assert (tasks(sonia, one), labels(one)) == ([], [])


def test_an_answer_that_does_not_answer_is_sent_no_more_but_the_next_one_is(
    by_letter, alice, sonia
):
    one = answered(by_letter, alice, follow="letter")
    one = one.workflow.fire(one, "insist", text="Pas le jeudi.")
    assert (tasks(sonia, one), fresh().reply_to_post) == ([], None)
    one.workflow.fire(one, "answer", by=alice, text="Il est lavé aussi le jeudi, à midi.")
    assert (len(tasks(sonia, one)), labels(fresh())) == (1, ["Réponse de l’organisme"])


def test_nothing_is_noted_where_no_letter_waits(consultation, sonia):
    with pytest.raises(Refused):
        keys.post(consultation, by=sonia)


def test_a_code_that_was_taken_back_or_waits_no_more_is_no_letter(by_letter, sonia):
    key = by_letter.keys.get()
    keys.revoke(key, by=sonia)
    assert (tasks(sonia, by_letter), labels(fresh())) == ([], [])
    keys.renew(by_letter, key.contact, by=sonia, kind="code")
    assert len(tasks(sonia, by_letter)) == 1
    actions.give(by_letter, say(stance="confirms"))
    assert (tasks(sonia, by_letter), labels(fresh())) == ([], [])


def test_the_letter_of_an_answer_is_drawn_for_the_office_alone_then_noted(
    signed_in, by_letter, alice, sonia
):
    key = by_letter.keys.get()
    address = f"{by_letter.get_absolute_url()}acces/{key.pk}/reponse/"
    office, page = signed_in(sonia), by_letter.get_absolute_url()
    assert office.get(address).status_code == 409  # nothing is answered yet
    one = answered(by_letter, alice, follow="letter")
    drawn = office.get(address)
    assert (drawn["Content-Type"], drawn["Cache-Control"]) == (
        "application/pdf",
        "private, no-store",
    )
    assert address in office.get(page).content.decode()
    assert office.get(f"{page}lettres-parties/").status_code == 405
    office.post(f"{page}lettres-parties/")
    told = office.get(page).content.decode()
    assert (address in told, "Partie par lettre le" in told) == (False, True)
    assert office.post(f"{page}lettres-parties/").status_code == 409
    stranger = signed_in(alice)
    assert stranger.get(address).status_code == 403
    assert stranger.post(f"{page}lettres-parties/").status_code == 403
    assert Consultation.objects.get() == one


def test_a_code_is_copied_from_its_letter_without_a_space(by_letter):
    """A font draws some signs nearer: a reader of PDF takes what is left for a space."""
    key = by_letter.keys.get()
    numbers = (f"{one:032d}" for one in range(10_000))
    near = re.compile("[FPTVY]J")
    found = [one for one in numbers if near.search(code_of("labelling.consultations.code", one))]
    for key.number in found[:6]:
        content = pdf.render(
            "labelling/consultations/letter.pdf.html", pages.letter(key), title="Lettre"
        )
        assert key.code in printed(content)


def test_a_body_without_an_address_any_more_is_told_to_the_office(
    signed_in, by_letter, contact, alice, sonia
):
    one = answered(by_letter, alice, follow="letter")
    keeping.end_contact(contact, by=alice)
    assert labels(fresh()) == []
    told = signed_in(sonia).get(one.get_absolute_url()).content.decode()
    assert "aucun de ses contacts n’a plus d’adresse postale vérifiée" in told
