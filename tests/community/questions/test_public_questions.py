"""Public questions: a text of their own, previewed, without names, reserved again at once."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from community.faq import actions as faq
from community.faq.workflow import FAQ
from community.models import PublicQuestion
from community.public import public_questions
from community.questions import actions
from home.robots import addresses
from home.search.listing import find_results
from labelling.parties.organisms.models import Organism
from portal.models import Role
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.community.factories import (
    certified,
    fresh,
    make_answer,
    make_thread,
    make_writer,
    settle,
)
from tests.factories import make_user
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
TITLE, TEXT = "Quand nettoyer les halls ?", "Un **passage** le dimanche soir suffit."
OWN = "Ce que seuls les membres lisent."


@pytest.fixture
def zoe(db):
    return make_writer()


@pytest.fixture
def diane(db):
    return make_user("Diane", "Combes", roles=[Role.DIRCOM])


@pytest.fixture
def entry(alice, organism, zoe, sonia):
    make_label(organism)
    answer = certified(make_answer(make_thread(settle(alice)), zoe, OWN), sonia)
    return faq.publish(answer.thread, by=sonia, title="Une question du club", source=OWN)


@pytest.fixture
def question(entry, sonia):
    return actions.prepare(entry, by=sonia, title=TITLE, source=TEXT)


def publish(client, question, **facts):
    data = {"is_read": "on", "once": new_key(), "version": question.version} | facts
    return client.post(f"{question.get_absolute_url()}rendre-publique/", data)


def test_the_referent_prepares_sees_and_publishes_it(signed_in, client, entry, sonia):
    own = signed_in(sonia)
    prepare = f"{entry.get_absolute_url()}public/"
    assert "Préparer pour le site public" in own.get(entry.get_absolute_url()).text
    assert OWN in own.get(prepare).text
    done = own.post(prepare, {"title": TITLE, "source": TEXT, "once": new_key()})
    question = PublicQuestion.objects.get()
    assert (done["Location"], question.state) == (question.get_absolute_url(), "reserved")
    assert client.get("/questions/quand-nettoyer-les-halls/").status_code == 404

    shown = "<strong>passage</strong> le dimanche soir suffit."
    for page in (question.get_absolute_url(), f"{question.get_absolute_url()}rendre-publique/"):
        assert shown in own.get(page).text
    assert publish(own, question).status_code == 302
    question = fresh(question)
    assert question.get_public_url() == reverse("home:question", args=[question.slug])
    page = client.get(question.get_public_url())
    assert (page.status_code, shown in page.text) == (200, True)
    assert TITLE in client.get("/questions/").text


def test_nothing_of_the_thread_its_authors_or_the_space_is_public(client, question, sonia):
    question = question.workflow.fire(question, "publish", by=sonia)
    thread = question.entry.thread
    for page in (client.get("/questions/").text, client.get(question.get_public_url()).text):
        for word in (
            OWN,
            "Une question du club",
            thread.title,
            thread.reference,
            question.reference,
        ):
            assert word not in page
        for word in ("Alice", "Arnaud", "Lenoir", "/espace/club", "Sonia"):
            assert word not in page


def test_it_is_in_the_search_and_the_map_of_the_site_while_public(question, sonia):
    def told():
        kinds = {row[1] for row in find_results("nettoyage des halls dimanche")} | {
            row[1] for row in find_results("hall dimanche")
        }
        return "question" in kinds, any("/questions/quand" in url for url, _ in addresses())

    assert told() == (False, False)
    question = question.workflow.fire(question, "publish", by=sonia)
    assert told() == (True, True)
    question.workflow.fire(question, "reserve", by=sonia, reason="à revoir")
    assert (told(), public_questions().count()) == ((False, False), 0)


def test_the_dircom_publishes_what_is_prepared_and_sees_no_space(
    signed_in, client, question, diane
):
    own = signed_in(diane)
    assert TITLE in own.get("/espace/questions-publiques/").text
    page = own.get(question.get_absolute_url())
    assert (page.status_code, "/espace/club/" in page.text, "Journal" in page.text) == (
        200,
        False,
        False,
    )
    written = own.post(
        f"{question.get_absolute_url()}modifier/",
        {"title": "Mieux dit", "source": TEXT, "once": new_key()},
    )
    assert (written.status_code, fresh(question).title) == (302, "Mieux dit")
    assert publish(own, fresh(question)).status_code == 302
    assert client.get("/questions/mieux-dit/").status_code == 200
    assert own.get(question.entry.get_absolute_url()).status_code == 404
    with pytest.raises(Forbidden):
        actions.prepare(question.entry, by=diane, title="x", source="y")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Alice Arnaud l’a dit.", "Alice Arnaud"),
        ("Mme LENOIR l’a dit.", "Lenoir"),
        ("Comme à Autre Rive Habitat.", "Autre Rive Habitat"),
        ("Demandez à Sonia Vasseur.", "Sonia Vasseur"),
    ],
)
def test_a_name_is_published_with_a_consent_alone(signed_in, entry, sonia, words, told):
    Organism.objects.create(name="Autre Rive Habitat", slug="autre-rive", siren="552081317")
    question = actions.prepare(entry, by=sonia, title=TITLE, source=words)
    refused = publish(signed_in(sonia), question)
    assert (refused.status_code, fresh(question).state) == (422, "reserved")
    assert f"Ce texte nomme encore\u00a0: {told}." in refused.text

    agreed = "Accord reçu par courriel le 20 novembre."
    assert publish(signed_in(sonia), question, reason=agreed).status_code == 302
    assert (fresh(question).state, audit_log.entries_of(entry).first().reason) == ("public", agreed)


def test_it_must_be_read_again_and_leads_to_no_reserved_page(signed_in, question, sonia):
    own = signed_in(sonia)
    assert (
        own.post(f"{question.get_absolute_url()}rendre-publique/", {"once": new_key()}).status_code
        == 422
    )
    address = f"{question.get_absolute_url()}modifier/"
    text = "Voir [l’échange](https://portail.test/espace/club/questions/QH-F-2026-0001/)."
    refused = own.post(address, {"title": TITLE, "source": text, "once": new_key()})
    assert (
        refused.status_code,
        "page réservée" in refused.text,
        "Voir [l’échange]" in refused.text,
    ) == (
        422,
        True,
        True,
    )


def test_what_is_public_has_been_read_as_it_stands(signed_in, question, sonia):
    question = question.workflow.fire(question, "publish", by=sonia)
    with pytest.raises(Refused):
        actions.write(question, by=sonia, title="Autre", source="Autre")
    faq.edit(question.entry, by=sonia, title="Entrée changée", source="Tout autre chose")
    assert (fresh(question).title, fresh(question).source) == (TITLE, TEXT)


def test_it_leaves_at_once_and_comes_back_at_its_address(signed_in, client, question, sonia):
    question = question.workflow.fire(question, "publish", by=sonia)
    first = question.get_public_url()
    address = f"{question.get_absolute_url()}retirer-du-site-public/"
    assert signed_in(sonia).post(address, {"once": new_key()}).status_code == 422
    done = signed_in(sonia).post(address, {"reason": "Le cadre a changé.", "once": new_key()})
    assert (done.status_code, client.get(first).status_code) == (302, 404)
    actions.write(question, by=sonia, title="Un autre titre", source=TEXT)
    question = fresh(question)
    assert question.workflow.fire(question, "publish", by=sonia).get_public_url() == first


def test_an_entry_withdrawn_from_the_faq_is_no_more_public(client, question, sonia):
    question = question.workflow.fire(question, "publish", by=sonia)
    FAQ.fire(question.entry, "withdraw", by=sonia, reason="plus vrai")
    assert (fresh(question).state, client.get(question.get_public_url()).status_code) == (
        "reserved",
        404,
    )
    with pytest.raises(Refused):
        question.workflow.fire(fresh(question), "publish", by=sonia)
    FAQ.fire(fresh(question.entry), "republish", by=sonia)
    assert fresh(question).state == "reserved"


def test_two_questions_alike_have_two_addresses_and_an_entry_has_one_text(
    question, alice, zoe, sonia
):
    message = certified(make_answer(make_thread(alice, "Autre"), zoe), sonia)
    other = faq.publish(message.thread, by=sonia, title="Autre", source="Oui")
    other = actions.prepare(other, by=sonia, title=TITLE, source="Oui")
    slugs = [one.workflow.fire(one, "publish", by=sonia).slug for one in (question, other)]
    assert slugs == ["quand-nettoyer-les-halls", "quand-nettoyer-les-halls-2"]
    with pytest.raises(Refused):
        actions.prepare(question.entry, by=sonia, title="x", source="y")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicQuestion.objects.filter(pk=other.pk).update(slug="")


def test_nobody_else_prepares_writes_or_publishes(signed_in, question, alice, zoe):
    address = question.get_absolute_url()
    for person in (alice, zoe):
        for page in ("/espace/questions-publiques/", address, f"{address}modifier/"):
            assert signed_in(person).get(page).status_code == 404
        assert publish(signed_in(person), question).status_code == 404
        assert (
            signed_in(person).post(f"{question.entry.get_absolute_url()}public/").status_code == 403
        )
        with pytest.raises(Forbidden):
            actions.write(question, by=person, title="x", source="y")
    assert fresh(question).state == "reserved"


def test_the_lists_cost_the_same_with_many(
    client, signed_in, alice, zoe, sonia, question, django_assert_num_queries
):
    desk = signed_in(sonia)
    for rank in range(4):
        if rank in (1, 3):
            with django_assert_num_queries(1):
                list(public_questions())
            with django_assert_num_queries(8):
                desk.get("/espace/questions-publiques/")
        message = certified(make_answer(make_thread(alice, f"Question {rank}"), zoe), sonia)
        entry = faq.publish(message.thread, by=sonia, title=f"Entrée {rank}", source="Oui")
        made = actions.prepare(entry, by=sonia, title=f"Publique {rank}", source="Oui")
        made.workflow.fire(made, "publish", by=sonia)
    assert client.get("/questions/").text.count("Publique ") >= 4
