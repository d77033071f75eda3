"""Acts on consultations: asked, said, answered, typed; keys that open one body's stage, and end."""

from datetime import timedelta

import pytest

from labelling.parties.bodies import actions as keeping
from labelling.path.consultations import actions
from labelling.path.consultations.keys import actions as keys
from labelling.path.consultations.keys.models import AccessKey
from labelling.path.consultations.models import AuditorRemark, Consultation, WordDraft
from portal.core import clock
from portal.models import Message
from portal.web.submissions.edit_conflicts import Changed
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.bodies.test_acts import FACTS, REACH
from tests.labelling.consultations.conftest import say

pytestmark = pytest.mark.django_db


def test_a_body_is_asked_by_a_link_that_nobody_of_the_organism_receives(
    dossier, consultation, key, alice
):
    assert (consultation.stage, consultation.state) == ("candidature", "asked")
    assert consultation.due_on == dossier.rules.due("D24", clock.today())
    mail = Message.objects.get(notice="consultation.asked")
    assert (mail.address, mail.thing_id) == ("tilleuls@example.org", key.pk)
    assert list(AccessKey.objects.visible_to(alice)) == []


def test_a_contact_without_an_address_has_the_code_of_a_letter(
    dossier, body, contact, alice, sonia
):
    keeping.change_contact(contact, REACH | {"email": "", "postal": "1 rue des Lilas"}, by=alice)
    keeping.verify(body, [contact.pk], by=sonia)
    (one,) = actions.ask(dossier, [body], by=alice)
    key = one.keys.get()
    assert key.kind == "code"
    assert not Message.objects.filter(notice="consultation.asked").exists()
    assert keys.key_of_code(key.code.lower().replace("-", " ")) == key
    assert key.code not in str(AccessKey.objects.values())


def test_what_is_not_verified_is_not_asked(dossier, organism, alice):
    other = keeping.add_body(organism, FACTS | {"name": "Autre"}, by=alice)
    with pytest.raises(Refused):
        actions.ask(dossier, [other], by=alice)


def test_a_body_is_asked_once_a_stage(dossier, consultation, body, alice):
    with pytest.raises(Refused):
        actions.ask(dossier, [body], by=alice)
    assert Consultation.objects.count() == 1


def test_a_stranger_asks_nothing(dossier, body, bob):
    with pytest.raises(Forbidden):
        actions.ask(dossier, [body], by=bob)


@pytest.mark.parametrize("end", ["left", "moved", "erased", "ended", "revoked"])
def test_a_key_dies_with_what_it_was_made_for(key, contact, body, alice, sonia, end):
    assert keys.find_key(key.number) == key
    if end == "left":
        keeping.end_contact(contact, by=alice)
    elif end == "moved":  # and verified again at the other address
        keeping.change_contact(contact, REACH | {"email": "autre@example.org"}, by=alice)
        keeping.verify(body, [contact.pk], by=sonia)
    elif end == "erased":
        keeping.erase_contact(contact, by=alice)
    elif end == "ended":
        keeping.end_body(body, by=alice)
    else:
        keys.revoke(key, by=sonia)
    assert keys.find_key(key.number) is None
    assert keys.key_of_code(key.code) is None


def test_a_renewed_key_ends_those_before(consultation, key, contact, sonia):
    new = keys.renew(consultation, contact, by=sonia, kind="link")
    assert keys.find_key(key.number) is None
    assert keys.find_key(new.number) == new


@pytest.mark.parametrize(
    ("said", "state", "due"),
    [
        ({"stance": "confirms"}, "confirmed", False),
        ({"opinion": "Le hall est propre."}, "to_answer", True),
        ({"stance": "corrects", "account": "Nous étions cinq."}, "to_answer", True),
        ({"stance": "confirms", "wants_hearing": True}, "to_answer", True),
        ({"stance": "contests", "account": "Personne n’est venu."}, "contested", True),
    ],
)
def test_what_a_body_says_is_answered_within_the_promise_of_the_rules(
    dossier, consultation, said, state, due
):
    """D25."""
    one = actions.give(consultation, say(**said))
    assert one.state == state
    promised = dossier.rules.due("D25", clock.today()) if due else None
    assert (one.due_on, one.answer_promised_on) == (promised, promised)


def test_the_journal_tells_that_a_body_spoke_and_nothing_of_what(dossier, consultation):
    actions.give(consultation, say(opinion="Le gardien manque."))
    lines = [(one.sentence, one.data) for one in audit_log.entries_of(dossier)]
    assert lines[0][0] == "Le portail a reçu l’avis de l’instance."
    assert "gardien" not in str(lines)


def test_a_word_is_taken_back_into_the_draft_and_given_anew(consultation):
    one = actions.give(consultation, say(opinion="Le hall est sale."))
    one = one.workflow.fire(one, "take_back")
    assert (one.state, one.due_on) == ("asked", one.answer_until_on)
    assert WordDraft.objects.get().fields["opinion"] == "Le hall est sale."
    one = actions.give(one, say(opinion="Le hall est propre."))
    assert one.word.opinion == "Le hall est propre."
    assert not WordDraft.objects.exists()


def test_two_of_a_body_see_each_other_s_text(consultation):
    version = actions.keep_draft(consultation, {"opinion": "Un"}, seen=0)
    with pytest.raises(Changed) as changed:
        actions.keep_draft(consultation, {"opinion": "Deux"}, seen=0)
    assert changed.value.current.fields == {"opinion": "Un"}
    assert actions.keep_draft(consultation, {"opinion": "Deux"}, seen=version) == version + 1


def test_nobody_but_the_body_reads_a_draft(consultation, alice, sonia):
    actions.keep_draft(consultation, {"opinion": "Un"}, seen=0)
    for reader in (alice, sonia):
        assert not WordDraft.objects.visible_to(reader).exists()


def test_a_closed_stage_takes_no_word_but_an_answer_still_may_not_answer(
    dossier, consultation, alice
):
    one = actions.give(consultation, say(opinion="Le hall est sale."))
    type(dossier).objects.filter(pk=dossier.pk).update(
        state="submitted", submitted_on=clock.today()
    )
    one = Consultation.objects.get()
    assert not one.is_open
    with pytest.raises(Refused):
        one.workflow.fire(one, "take_back")
    with pytest.raises(Refused):
        actions.remark(one, "Pour vous seuls.")
    one = one.workflow.fire(
        one, "answer", by=alice, text="Il est lavé chaque lundi et chaque jeudi."
    )
    one = one.workflow.fire(one, "insist", text="Pas le jeudi.")
    assert (one.state, one.due_on) == ("to_answer", dossier.rules.due("D25", clock.today()))


def test_who_asked_for_it_is_told_of_the_answer_by_the_link(consultation, key, alice):
    one = actions.give(consultation, say(opinion="Le hall est sale."))
    one.workflow.fire(one, "answer", by=alice, text="Il est lavé chaque lundi et chaque jeudi.")
    mail = Message.objects.get(notice="consultation.followed")
    assert (mail.address, mail.thing_id) == ("tilleuls@example.org", key.pk)


def test_the_organism_types_no_word_itself(consultation, alice, sonia):
    with pytest.raises(Forbidden):
        actions.give(consultation, say(stance="confirms"), by=alice, channel="paper")
    one = actions.give(consultation, say(stance="confirms"), by=sonia, channel="paper")
    assert (one.word.channel, one.word.entered_by) == ("paper", sonia)


def test_a_remark_to_the_auditors_is_read_by_nobody_else(consultation, alice, sonia):
    actions.remark(consultation, "Le gardien dort.")
    for reader in (alice, sonia):
        assert not AuditorRemark.objects.visible_to(reader).exists()


def test_the_portal_asks_by_itself_at_the_date_of_the_rules(dossier, body):
    """D24a: the eve, nobody; that day, each body once."""
    since = dossier.rules.due("D24a", dossier.created_at.astimezone(clock.PARIS).date())
    entered = dossier.rules.due("D01t", dossier.created_at.astimezone(clock.PARIS).date())
    at = dossier.rules.due("D24a", entered)
    assert actions.ask_at_the_date(at - timedelta(days=1)) == 0
    assert actions.ask_at_the_date(max(at, since)) == 1
    assert actions.ask_at_the_date(max(at, since)) == 0


def test_five_hundred_bodies_are_asked_in_one_go(sonia, django_assert_max_num_queries):
    organism = make_organism("Grand Habitat")
    alice = make_member(organism, "signatory")
    dossier = make_dossier(organism)
    for number in range(500):
        one = keeping.add_body(organism, FACTS | {"name": f"Amicale {number}"}, by=alice)
        reach = keeping.add_contact(one, REACH | {"email": f"a{number}@example.org"}, by=alice)
        keeping.verify(one, [reach.pk], by=sonia)
    assert actions.ask_at_the_date(clock.today() + timedelta(days=400)) == 500
    assert dossier.consultations.count() == 500
    assert Message.objects.filter(notice="consultation.asked").count() == 500


def test_a_word_given_over_a_draft_that_was_not_shown_is_told(consultation):
    """Another of the body has kept a text in the meantime: it is not lost unseen."""
    actions.keep_draft(consultation, {"opinion": "Le sien"}, seen=0)
    with pytest.raises(Changed):
        actions.give(consultation, say(opinion="Le mien"), seen=0)
    assert WordDraft.objects.get().fields == {"opinion": "Le sien"}
    assert actions.give(consultation, say(opinion="Les deux"), seen=1).word.opinion == "Les deux"


def test_no_draft_is_kept_once_the_word_is_given(consultation):
    one = actions.give(consultation, say(stance="confirms"))
    with pytest.raises(Refused):
        actions.keep_draft(one, {"opinion": "Encore"}, seen=0)
    assert not WordDraft.objects.exists()


def test_one_dossier_that_refuses_keeps_no_other_from_being_asked(
    dossier, body, organism, monkeypatch
):
    """Of the first, a body is no more reached between the reading and the asking."""
    other = make_dossier(organism, dossier_type="mention")
    asking = actions.ask

    def refused_once(one, bodies, *, by):
        if one.pk == dossier.pk:
            raise Refused("no_more")
        return asking(one, bodies, by=by)

    monkeypatch.setattr(actions, "ask", refused_once)
    assert actions.ask_at_the_date(clock.today() + timedelta(days=400)) == 1
    assert Consultation.objects.get().dossier == other
