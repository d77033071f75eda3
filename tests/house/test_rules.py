"""Rule book (docs/rules.md) against the code: each code cited is told, each one told is tested."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path, PurePath

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
BOOK = ROOT / "docs" / "rules.md"
FOLDERS = (
    "portal labelling home community observatory templates static tests docs scripts benchmarks .ci"
).split()
FILES = ("README.md", "Makefile", "pyproject.toml", ".env.example")
KINDS = {"", ".py", ".html", ".txt", ".yaml", ".yml", ".json", ".md", ".sh", ".toml", ".css", ".js"}
LEFT_OUT = {
    Path(__file__),  # it writes faults on purpose
    BOOK,
    ROOT / "home" / "data" / "facts.yaml",  # numbers its facts H01, G01… in its own way
}
KIND_ORDER = ("BR", "D", "G")
DEADLINE = r"\d{2}[a-zMP]?\d?"
GOAL = r"\d{2}[a-z]?"
CITED = re.compile(rf"BR-\d+|\bD{DEADLINE}\b|\bG{GOAL}\b")
TEST = re.compile(r"def (test_\w+)")
IN_A_NAME = re.compile(rf"(?<=_)(?:br_?\d+|d{DEADLINE}|g{GOAL})(?=_|$)")
SERIES = re.compile(r"BR-(\d+) to BR-(\d+)")
ENTRY = re.compile(r'^- <a id="([\w-]+)"></a>\*\*([\w-]+) · [^*]+\.\*\* (.+)$', re.MULTILINE)
NOT_YET = "Pas encore."
OUTSIDE = {
    "a paragraph": re.compile(r"§\s?\d"),
    "an annex": re.compile(r"\b[Aa]nnex(?:es)? [A-D]\b"),
    "a review": re.compile(r"\b[Rr]eliability,? (?:§|G\d|\d)"),
    "an issue of ours": re.compile(r"\b[Ii]ssue #?\d{1,2}\b"),
    "an acceptance case": re.compile(r"\bHB-\d+"),
    "a chapter": re.compile(r"\.md[`)]?,? (?:[A-Z]\.)?\d+(?:\.\d+)*\b"),
}
DOCUMENT = re.compile(r"[\w./-]*\b[\w-]+\.md\b")


@cache
def texts():
    """{path from the root: text} of all that may cite a rule, this file and the book left out."""
    found = [ROOT / name for name in FILES]
    for folder in FOLDERS:
        found += (ROOT / folder).rglob("*")
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in sorted(set(found) - LEFT_OUT)
        if path.is_file() and path.suffix in KINDS and "__pycache__" not in path.parts
    }


def codes(text):
    """The codes that a text cites: « BR-35 », « D09a », « G20c », « test_br35_… », « BR-26 to BR-28 »."""
    found = set(CITED.findall(text))
    for test in TEST.findall(text):
        found |= {_of_a_name(name) for name in IN_A_NAME.findall(test)}
    for first, last in SERIES.findall(text):
        found |= {f"BR-{number:02d}" for number in range(int(first), int(last) + 1)}
    return found


def _of_a_name(name):
    """`br_35` → BR-35, `d16b` → D16b."""
    if name.startswith("br"):
        return f"BR-{name.removeprefix('br').strip('_')}"
    return name[0].upper() + name[1:]


def entries(book=None):
    """[(anchor, code, text)] of the book, in its order."""
    return ENTRY.findall(book or BOOK.read_text(encoding="utf-8"))


def cited_in(where="**"):
    """{code: the first file that cites it} among those that match."""
    found = {}
    for path, text in texts().items():
        if PurePath(path).full_match(where):
            for code in codes(text):
                found.setdefault(code, path)
    return found


def order(code):
    kind, number, rest = re.fullmatch(r"(BR|D|G)-?(\d+)(.*)", code).groups()
    return KIND_ORDER.index(kind), int(number), rest


def faults_of(told, cited, tested):
    """Every disagreement between the entries, what is cited anywhere and what tests name."""
    every = [code for _, code, _ in told]
    found = [f"{code} ({cited[code]}) is not in the book" for code in cited if code not in every]
    found += [f"{code} is told twice" for code in set(every) if every.count(code) > 1]
    found += [f"{one} comes after {two}" for two, one in pairwise(every) if order(one) < order(two)]
    found += [
        f"{code} has the anchor {anchor}" for anchor, code, _ in told if anchor != code.lower()
    ]
    for _, code, text in told:
        is_waiting = NOT_YET in text
        if code.startswith("BR") and not is_waiting and code not in tested:
            found.append(f"{code}: no test names it, and it does not say « {NOT_YET} »")
        if is_waiting and code in tested:
            found.append(f"{code}: says « {NOT_YET} », and {tested[code]} names it")
        if not code.startswith("BR") and code not in cited:
            found.append(f"{code}: nothing cites it")
    return sorted(found)


def test_each_rule_that_is_cited_is_told_and_each_rule_told_is_tested_or_said_to_wait():
    faults = faults_of(entries(), cited_in(), cited_in("tests/**/test_*.py"))

    assert faults == [], "\n".join(faults)


def test_the_hundred_rules_are_in_the_book_and_each_entry_in_its_index():
    book = BOOK.read_text(encoding="utf-8")
    lines = [line for line in book.splitlines() if '<a id="' in line]
    indexed = re.findall(r"\]\(#([\w-]+)\)", book)

    assert len(lines) == len(entries())  # no line escapes the pattern
    assert [f"BR-{n:02d}" for n in range(1, 101)] == [
        code for _, code, _ in entries() if code.startswith("BR")
    ]
    assert indexed == [anchor for anchor, _, _ in entries()]
    unsourced = [code for _, code, text in entries() if code[0] == "B" and text[-2:] != ".*"]
    assert unsourced == []


def test_the_delays_of_the_book_are_those_of_the_data():
    rules = ROOT / "labelling" / "data" / "rules"
    told = {code: text for _, code, text in entries() if code.startswith("D")}
    data = {}
    for path in (rules / "variantes" / "reglement-h2.yaml", rules / "reglement.yaml"):
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))["deadlines"]
        data |= {row["code"]: english(row) for row in rows}

    assert {code: text for code, text in told.items() if data.get(code, " ") not in text} == {}
    assert set(told) == set(data)


def english(row):
    """« 15o » → « 15 working days », « 10m » to « 14m » → « From 10 to 14 months »."""
    nouns = {"o": "working days", "j": "days", "m": "months"}
    number, noun = row["delay"][:-1], nouns[row["delay"][-1]]
    if "delay_max" in row:
        return f"From {number} to {row['delay_max'][:-1]} {noun}"
    return f"{number} {noun}"


def outside(path, text):
    """What a text cites that the repository does not hold."""
    found = [f"{path}: {what}" for what, pattern in OUTSIDE.items() if pattern.search(text)]
    for name in DOCUMENT.findall(text) if ".md" in text else ():
        places = (ROOT, ROOT / "docs", (ROOT / path).parent)
        if not any((place / name).is_file() for place in places):
            found.append(f"{path}: {name}")
    return found


def test_no_text_outside_of_the_repository_is_cited():
    cited = [*texts().items(), ("docs/rules.md", BOOK.read_text(encoding="utf-8"))]
    faults = [fault for path, text in cited for fault in outside(path, text)]

    assert faults == [], "\n".join(faults)


@pytest.mark.parametrize(
    "text",
    [
        "The headers (reliability §4.6).",
        "the record (label.md 5.2)",
        "see docs/kernel.md B.2",
        "see ../peers.md",
        "docs/never-written.md",
        "the vectors of annex D",
        "Issue 4, done when",
        "Reliability G05",
        "HB-49",
    ],
)
def test_a_citation_of_another_text_is_seen(text):
    assert outside("portal/checks.py", text) != []


def test_what_the_repository_holds_may_be_cited():
    text = "docs/kernel.md, README.md, [the words](glossary.md), wagtail issue 4298"

    assert outside("docs/rules.md", text) == []


def test_codes_are_read_in_sentences_series_and_names_of_tests():
    assert codes("BR-26 to BR-28, D09a and D10b2; G20c, D-2026, T07, #D05A00") == {
        "BR-26", "BR-27", "BR-28", "D09a", "D10b2", "G20c",
    }  # fmt: skip
    assert codes("def test_br_78_then_br35_a_d16b_and_g21(): pass") == {
        "BR-78",
        "BR-35",
        "D16b",
        "G21",
    }
    assert codes("def test_the_pdf_of_bread15_and_2d18s(): pass") == set()


def test_each_kind_of_fault_is_seen():
    told = [
        ("br-02", "BR-02", "Kept."),
        ("br-1", "BR-01", "Kept."),
        ("br-03", "BR-03", f"{NOT_YET} Ours."),
        ("br-03", "BR-03", "Kept."),
        ("d01", "D01", "15 days."),
    ]

    assert faults_of(told, {"BR-09": "a.py"}, {"BR-02": "tests/a.py", "BR-03": "tests/b.py"}) == [
        "BR-01 comes after BR-02",
        "BR-01 has the anchor br-1",
        "BR-01: no test names it, and it does not say « Pas encore. »",
        "BR-03 is told twice",
        "BR-03: says « Pas encore. », and tests/b.py names it",
        "BR-09 (a.py) is not in the book",
        "D01: nothing cites it",
    ]
