"""Contract of both search engines: same practices and counts, computed by hand here; ranks may differ."""

import pytest
from django.utils.dateparse import parse_date

from observatory.practices.models import GoodPractice
from observatory.search.documents import document
from observatory.search.facets import FACETS, YES
from observatory.search.planner import FEW
from observatory.search.ports import RECENT, REUSED, Question
from tests.observatory.factories import make_practice

pytestmark = pytest.mark.sqlite_too
ALL = 300


def pks(answer):
    return [hit.pk for hit in answer.hits]


def holding(field, *words):
    """The practices that hold each of these words, read without any engine."""
    texts = {p: f"{p.title} {p.summary} {p.description}" for p in field}
    return {p for p, text in texts.items() if all(word in text for word in words)}


def test_the_sheets_found_are_those_that_hold_all_the_words(field, engine):
    for words in (("gardien",), ("ascenseur", "chauffage"), ("énergie", "charges")):
        answer = engine.search(Question(" ".join(words), size=ALL))

        assert set(pks(answer)) == {p.pk for p in holding(field, *words)}
        assert answer.total == len(answer.hits) >= FEW
        assert (answer.is_partial, answer.proposal) == (False, "")


def test_too_few_sheets_with_all_the_words_let_in_those_with_most(organism, engine):
    both = make_practice(organism, "published", title="Ascenseur et canicule")
    one = make_practice(organism, "published", title="Ascenseur")
    make_practice(organism, "published", title="Moutons")
    engine.keep(map(document, (both, one)))

    answer = engine.search(Question("ascenseur canicule"))

    assert pks(answer) == [both.pk, one.pk]
    assert (answer.total, answer.is_partial) == (2, True)


def test_facets_count_with_the_choices_of_the_others_and_without_their_own(field, engine):
    chosen = {"theme": ("T01", "T02"), "famille": ("OPH",), "locataires": (YES,)}
    found = holding(field, "gardien")
    themed = {p for p in found if {"T01", "T02"} & set(p.themes)}
    tenanted = {p for p in found if p.with_tenants}
    family = {p for p in found if p.organism.family == "OPH"}

    answer = engine.search(Question("gardien", chosen, size=ALL))

    assert set(pks(answer)) == {p.pk for p in themed & tenanted & family}
    assert answer.facets["theme"] == count(tenanted & family, lambda p: p.themes, ("T01", "T02"))
    assert answer.facets["famille"] == count(themed & tenanted, lambda p: [p.organism.family])
    assert answer.facets["locataires"] == {YES: len(themed & tenanted & family)}
    assert answer.facets["annee"] == count(
        themed & tenanted & family, lambda p: [str(p.year_started)]
    )
    assert set(answer.facets) == set(FACETS)


def count(found, values, asked=()):
    counts = dict.fromkeys(asked, 0)
    for practice in found:
        for value in values(practice):
            counts[value] = counts.get(value, 0) + 1
    return counts


def test_every_choice_of_a_facet_gives_its_count(field, engine):
    wide = engine.search(Question("propreté"))

    narrow = {
        value: engine.search(Question("propreté", {"region": (value,)})).total
        for value in wide.facets["region"]
    }

    assert narrow == wide.facets["region"]
    assert sum(narrow.values()) == wide.total


def test_order_by_date_and_by_reuse_and_pages_that_follow(field, engine):
    latest = sorted(field, key=lambda p: (p.published_on, p.pk), reverse=True)
    reused = sorted(field, key=lambda p: (p.reuse_count, p.published_on, p.pk), reverse=True)
    pages = [engine.search(Question(sort=RECENT, page=n, size=50)) for n in (1, 2, 3, 4)]

    assert [pk for page in pages for pk in pks(page)] == [p.pk for p in latest]
    assert [page.total for page in pages] == [120] * 4
    assert pks(engine.search(Question(sort=REUSED, size=60))) == [p.pk for p in reused[:60]]
    assert pks(engine.search(Question(size=9))) == [p.pk for p in latest[:9]]
    assert pks(engine.search(Question("gardien", sort=RECENT, size=ALL))) == [
        p.pk for p in latest if p in holding(field, "gardien")
    ]


def test_a_sheet_that_leaves_is_found_nowhere(field, engine):
    gone = next(p for p in field if "gardien" in p.title)
    before = engine.search(Question("gardien", size=ALL))
    GoodPractice.objects.filter(pk=gone.pk).update(state="withdrawn")
    after = engine.search(Question("gardien", size=ALL))  # its entry is still in the index

    assert set(pks(before)) - set(pks(after)) == {gone.pk}
    assert (before.total, after.total) == (len(before.hits), len(before.hits) - 1)
    for facet, value in (("theme", gone.themes[0]), ("mot", gone.tags[0])):
        assert after.facets[facet].get(value, 0) == before.facets[facet][value] - 1
    assert engine.similar(gone.pk) == []
    assert gone.slug not in [one.slug for one in engine.suggest(gone.title)]
    assert all(gone.pk not in engine.similar(p.pk, 20) for p in field[:5])


def test_an_index_written_by_hand_tells_nothing_of_what_is_not_public(organism, field, engine):
    draft = make_practice(
        organism,
        "draft",
        title="Zibeline du gardien",
        tags=["zibeline"],
        published_on=parse_date("2026-01-01"),
    )
    before = engine.search(Question("gardien", size=ALL))
    engine.keep([document(draft)])

    after = engine.search(Question("gardien", size=ALL))
    told = [one.text for typed in ("zibel", "zibeline du") for one in engine.suggest(typed)]

    assert (after.total, after.facets) == (before.total, before.facets)
    assert set(pks(after)) == set(pks(before))
    assert (engine.search(Question("zibeline")).total, told) == (0, [])
    assert engine.search(Question("zibelline")).proposal == ""
    assert engine.similar(draft.pk) == []


ABUSE = (
    '"', "'", "«", '"""a', "AND OR NOT", "a AND (b OR", "*" * 200, "gard*", "(((", "[a-z]+$", "(a+)+$",
    "\\", "%", "%00", "\x00", "\ud800", "title:gardien", "NEAR(a b)", "{x}:y", "-gardien", "^gardien",
    "🏠🧹", "\u202eneidrag", "é" * 300, "a " * 5_000, "' OR 1=1 --", "gardien; DROP TABLE", "ﬁ ² Ⅷ ½",
    "日本語 ключ", "_" * 50, "..." , "a.b.c.d.", "gardien\u0300", "1e9 99999999999999999999", "::tsquery & !",
)  # fmt: skip


def test_nothing_that_is_typed_can_fail(field, engine):
    """G12: any text is words to look for, never a language."""
    for typed in ABUSE:
        answer = engine.search(Question(typed, {"theme": (typed,), "password": ("x",)}))
        assert answer.total == 0
        assert answer.facets["theme"][typed] == 0
        engine.suggest(typed)
    assert engine.search(Question(page=10**20)).hits == ()
    assert engine.search(Question(page=-1, size=3)).total == 120
    assert engine.search(Question("gardien", {"inconnu": ("x",)})).total == len(
        holding(field, "gardien")
    )


def test_kept_forgotten_and_rebuilt(field, engine):
    content_hashes = engine.content_hashes()
    first, second = field[0], field[1]

    assert set(content_hashes) == {p.pk for p in field}
    assert content_hashes[first.pk] == document(first).content_hash
    assert engine.forget([first.pk, 0]) == 1
    assert engine.search(Question()).total == 119
    second.title = "Des moutons"
    assert engine.keep([document(second), document(first)]) == 2
    assert engine.content_hashes()[second.pk] != content_hashes[second.pk]
    assert pks(engine.search(Question("mouton"))) == [second.pk]
    assert engine.rebuild(document(p) for p in field[:10]) == 10
    assert set(engine.content_hashes()) == {p.pk for p in field[:10]}
