"""Members' search: visible results only, best first, counted for oneself."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.search import listing as site
from labelling.path.dossiers.models import LabelDossier
from observatory import search_sources as observatory
from observatory.practices.models import GoodPractice
from observatory.practices.terms import PUBLISHED
from portal.access import affiliations
from portal.core.read_once import reading_once
from portal.notifications.models import Message
from portal.search import listing as rows
from portal.search.parsing import Query
from portal.search.registry import SOURCES, named, search
from tests.access.people import EVERYBODY
from tests.access.secrets.canaries import CANARY

pytestmark = pytest.mark.django_db
ENGINES = ("pages", "pratiques")  # they look for a whole text, not for the roots of a query
ABUSE = (
    "'", '"', "%", "_", "\\", "(", "[a-", "*", "a" * 100, "é" * 100, "' OR 1=1 --", "<script>", "{{ 7 }}",
    "%00", "..", "QH-", "QH-D-2026-", "QH-D-2026-0001 QH-D-2026-0001", "\u202e", "🏠", "1", "ﬁ", "İ", "null",
    "(?i)(a+)+$", "a b c d e f g h i j k l m n", "L’Évaluation du l’", "--", ";", "0", " ",
)  # fmt: skip


@dataclass(frozen=True)
class AnyOf:
    """A query that any of these words answers: one reading says of all of them that none is found."""

    words: tuple
    text: str = ""
    roots: tuple = ("x",)
    references: tuple = ()
    terms: tuple = ()  # the index narrows nothing: every row that one sees is read

    @property
    def patterns(self):
        return ("|".join(self.words),)

    def may_answer(self, _kind):
        return True

    def answers(self, text):
        return any(word in text for word in self.words)

    answers_title = answers

    def weight(self, _title):
        return 0


def hidden_from(world, who):
    return tuple(text for text, readers in world.canaries.items() if who not in readers)


@pytest.fixture(scope="module")
def published(world, django_db_blocker):
    """The words of the world that the engine of published practices finds: it is not told who asks."""
    with django_db_blocker.unblock():
        return {word for word in world.canaries if found_in_practices(AnonymousUser(), word)}


def found_in_practices(user, word):
    return len(observatory.practices(user, Query.of(word)))


@pytest.mark.parametrize("who", EVERYBODY)
def test_br_95_no_word_that_one_may_not_read_is_found_nor_counted(world, published, who):
    """Every canary of the world that this person must not see: zero result, zero count, of any kind.

    Practices of one's own are asked of everybody, published ones once a word: make test-all asks them of everybody.
    """
    words, user = hidden_from(world, who), world.people[who]
    leaks = {}
    for code, source in SOURCES.items():
        if code not in ENGINES and len(source.find(user, AnyOf(words))):
            leaks[code] = [one.title for one in source.find(user, AnyOf(words))[:5]]
    if own := observatory.practices(user, AnyOf(words)).own:
        leaks["pratiques"] = [one.title for one in own[:5]]

    assert words
    assert leaks == {}
    assert published.intersection(words) == set()


@pytest.mark.slow
@pytest.mark.parametrize("who", EVERYBODY)
def test_br_95_no_practice_holds_a_word_that_one_may_not_read(world, who):
    found = [
        word for word in hidden_from(world, who) if found_in_practices(world.people[who], word)
    ]

    assert found == []


def test_br_95_the_pages_hold_no_word_that_a_stranger_may_not_read(world):
    """The pages are the same for everybody: a search of them finds what strangers read."""
    assert [word for word in hidden_from(world, "anonymous") if site.find_results(word)] == []


@pytest.mark.parametrize("who", ["alice", "bob", "rosa", "ali"])
def test_the_page_of_a_hidden_word_shows_nothing_and_counts_nothing(world, who):
    """Through the door, one word of each kind of thing: the same page as for a word of nobody."""
    for word in hidden_from(world, who)[::25]:
        text = world.ask(who, f"/espace/recherche/?q={word}").body.decode()
        assert "Aucun résultat" in text
        assert CANARY.findall(text.replace(word, "")) == []


def test_the_same_words_are_found_by_those_who_may(world):
    """The control: what is silent above is said here, through the same code."""
    seen = tuple(text for text, readers in world.canaries.items() if "alice" in readers)
    alice = world.people["alice"]
    found = {
        code: len(one.find(alice, AnyOf(seen)))
        for code, one in SOURCES.items()
        if code not in ENGINES
    }

    practices = observatory.practices(alice, AnyOf(seen))
    title = GoodPractice.objects.filter(state__in=PUBLISHED).first().title

    assert found["fichiers"] >= 1
    assert found["rendez-vous"] == 1
    assert len(practices.own) >= 1
    assert found_in_practices(AnonymousUser(), title) == found_in_practices(alice, title) >= 1
    assert sum(found.values()) >= 3


def test_a_reference_leads_the_page_on_top(world):
    reference = world.things["ours"]["dossier"]
    alice, bob = world.people["alice"], world.people["bob"]
    first = named(search(alice, f"le dossier {reference.lower()}"), reference)

    assert [one.reference for one in first] == [reference]
    assert named(search(bob, reference), reference) == []
    assert search(bob, reference) == []
    assert world.ask("alice", first[0].url).status_code == 200


def test_a_near_reference_is_not_the_one_typed(world):
    """« QH-A-2026-0001 » and « QH-D-2026-0001 » share all but a letter."""
    sonia, reference = world.people["sonia"], world.things["ours"]["dossier"]
    kinds = {kind.code: kind.found[:9] for kind in search(sonia, reference)}

    assert [one.reference for one in kinds["dossiers"]] == [reference]
    assert "audits" not in kinds


@pytest.mark.parametrize(
    "text", ["Valmeyre", "VALMEYRE", "dossiers valmeyre", "l’Habitat de Valmeyre"]
)
def test_accents_case_plurals_and_elisions_do_not_count(world, text):
    kinds = {kind.code: kind.count for kind in search(world.people["sonia"], text)}
    mine = LabelDossier.objects.filter(organism=world.organism).count()

    assert kinds["dossiers"] == mine
    assert mine > 1


def test_counts_are_those_of_the_reader(world):
    """BR-95: the same word, another number."""
    counts = {
        who: {kind.code: kind.count for kind in search(world.people[who], "habitat")}
        for who in ("sonia", "alice", "bob")
    }

    assert counts["sonia"]["organismes"] == 4  # two of them were labelled today
    assert counts["alice"]["organismes"] == counts["bob"]["organismes"] == 1
    assert counts["sonia"]["dossiers"] > counts["alice"]["dossiers"] > 0


def test_people_are_named_without_their_address(world):
    people = {kind.code: kind.found[:9] for kind in search(world.people["alice"], "chloé ferrand")}[
        "personnes"
    ]
    everything = repr(people)

    assert [one.title for one in people] == ["Chloé Ferrand"]
    assert "@" not in everything
    assert search(world.people["bob"], "ferrand") == []
    assert [k.code for k in search(world.people["bob"], "Sonia Vasseur")] == ["personnes"]


def test_a_mail_received_is_found_by_who_received_it_alone(world):
    alice = world.people["alice"]
    dossier = world.dossier
    Message.objects.create(
        event_key="essai", person=alice, notice="x", template="x", thing_type="labelling.labeldossier",
        thing_id=dossier.pk, state="sent", subject="Complément paraphé", body="Rien d’autre",
    )  # fmt: skip

    (mails,) = search(alice, "complements paraphés")
    assert [(one.title, one.url) for one in mails.found[:5]] == [
        ("Complément paraphé", dossier.get_absolute_url())
    ]
    assert mails.code == "courriels"
    assert search(world.people["bob"], "paraphé") == []
    assert search(alice, "Rien d’autre complément") == []  # the text itself is not looked in


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_search_asks_what_may_answer_alone(world, who):
    """The index tells which kinds hold the words: each of those is one question, however much it holds."""
    user = world.people[who]

    def cost(text):
        search(user, text)  # what the process keeps
        affiliations.forget(user)
        with reading_once(is_report=False), CaptureQueriesContext(connection) as queries:
            search(user, text)
        return len(queries)

    nothing, one, many = (cost(text) for text in ("introuvable", "corvange", "habitat"))

    # The index, then what is not indexed: practices and their synonyms, questions, mails.
    assert nothing <= 11
    assert one <= many <= 30
    assert cost("dossier habitat") <= many
    assert cost("QH-D-2026-0001") <= 15  # no page nor engine is asked for it


@pytest.mark.parametrize("text", ABUSE)
def test_nothing_typed_breaks_the_page(world, text):
    for query in (
        {"q": text},
        {"q": text, "nature": text, "page": text},
        {"q": "habitat", "nature": "dossiers", "page": text},
    ):
        answer = world.ask("alice", "/espace/recherche/", data=query)
        assert answer.status_code == 200
        (line,) = answer.logged.splitlines()
        assert '"message": "GET /espace/recherche/ 200"' in line


def test_a_null_and_a_long_text_are_said_beside_the_field_and_kept(world):
    long = world.ask("alice", "/espace/recherche/", data={"q": "x" * 101}).body.decode()
    null = world.ask("alice", "/espace/recherche/", data={"q": "a\x00b"})

    assert "cent" in long or "100" in long
    assert "x" * 101 in long
    assert null.status_code == 200


def test_a_kind_turns_its_pages_and_every_result_opens(world):
    page = world.ask("sonia", "/espace/recherche/?q=habitat").body.decode()
    whole = world.ask("sonia", "/espace/recherche/?q=habitat&nature=dossiers").body.decode()
    addresses = [
        one.url
        for kind in search(world.people["sonia"], "habitat")
        for one in kind.found[:5]
        if one.url
    ]

    assert "nature=dossiers" in page
    assert whole.count('class="result"') == LabelDossier.objects.count()
    assert {world.read("sonia", url).status_code for url in addresses} == {200}
    assert len(addresses) > 8


def test_no_result_says_what_to_try_and_what_is_searched(world):
    text = world.ask("alice", "/espace/recherche/?q=introuvable").body.decode()
    common = world.ask("alice", "/espace/recherche/?q=de").body.decode()

    assert "Une référence s’écrit en entier" in text
    assert "Ce mot est trop courant" in common


def test_the_box_stands_in_the_header_of_every_page_and_needs_no_script(world):
    text = world.read("alice", "/espace/").body.decode()

    assert 'action="/espace/recherche/"' in text
    assert 'name="q"' in text


def test_a_kind_reads_a_bounded_number_of_rows_the_latest_first(world, monkeypatch):
    """Beyond `AT_MOST` rows of a kind, one looks through the lists of its topic."""
    monkeypatch.setattr(rows, "AT_MOST", 2)
    found = {kind.code: kind for kind in search(world.people["sonia"], "habitat")}["dossiers"]
    latest = LabelDossier.objects.order_by("-pk").values_list("reference", flat=True)[:2]

    assert {one.reference for one in found.found[:9]} == set(latest)
