"""Files of eight hands read as a careful person would type them; their expectations are in tests/data/imports."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from labelling.steering.history_import.reader.records import read_register
from labelling.steering.history_import.scores import count_questions, score_register
from portal.spreadsheets.sheets import REFUSALS, Unreadable
from tests.house.test_conventions import ROOT
from tests.labelling.history_import.reader.books import TODAY

FILES = ROOT / "tests" / "data" / "imports"
TRACKING = sorted(
    path.name.removesuffix(".expected.json")
    for path in FILES.glob("*.expected.json")
    if '"organisms"' in path.read_text(encoding="utf-8")
)
# What is missed of each: all else is right. A careful person asks a little more than the reader does.
MISSED = {
    "EXPORT_BASE_LABEL_2026-11": {"remarques": 1},
    "Labels_par_région_JP": {"remarques": 1},
    "Planning label 2023-2026 (équipe)": {"remarques": 1},
    "Point label - commission (collé)": {"faits justes": 1},
    "Séances du comité": {"remarques": 2},
    "fiches_organismes": {"remarques": 1},
}
MOST_QUESTIONS = 12
# The expectation says that this organism has no Siren; the file gives one, whose key is right.
INVENTED = {"Séances du comité": ["Siren, SA Hlm Marbrède\u00a0: 000059972"]}


def source(stem):
    return next(one for one in FILES.iterdir() if one.stem == stem and one.suffix != ".json")


def expected(stem):
    return json.loads((FILES / f"{stem}.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def registers():
    return {stem: read_register(source(stem).read_bytes(), TODAY) for stem in TRACKING}


def test_eight_hands_are_there():
    assert len(TRACKING) == 8


@pytest.mark.parametrize("stem", TRACKING)
def test_each_file_is_read_as_a_careful_person_types_it(registers, stem):
    score = score_register(expected(stem), registers[stem])

    shares = {title: whole - right for title, (right, whole) in score.shares.items() if whole}
    missed = {title: count for title, count in shares.items() if count}
    assert (missed, score.invented) == (MISSED.get(stem, {}), INVENTED.get(stem, []))


@pytest.mark.parametrize("stem", TRACKING)
def test_each_file_asks_few_questions(registers, stem):
    assert count_questions(registers[stem]) <= MOST_QUESTIONS


def test_a_score_falls_where_something_is_missed_or_invented():
    stem = "fiches_organismes"
    wanted = expected(stem)
    wanted["organisms"][0]["status"] = "merged"
    gone = wanted["organisms"].pop()
    wanted["events"] = [one for one in wanted["events"] if one["organism"] != gone["name"]]

    score = score_register(wanted, read_register(source(stem).read_bytes(), TODAY))

    assert score.shares["états"] == (16, 17)
    assert score.invented[-1].casefold() == f"organisme {gone['name']}".casefold()


def test_the_command_prints_the_score_of_each_file_of_a_folder(tmp_path):
    for name in ("fiches_organismes.ods", "fiches_organismes.expected.json"):
        (tmp_path / name).write_bytes((FILES / name).read_bytes())
    (tmp_path / "seul.expected.json").write_text("{}", encoding="utf-8")
    told = io.StringIO()

    call_command("score_imports", str(tmp_path), "--day", "2026-12-01", stdout=told)

    lines = told.getvalue().splitlines()
    assert lines[:2] == ["fiches_organismes", "  organismes           100.0 %  18 sur 18"]
    assert "  inventé\u00a0: 0" in lines
    assert lines[-2:] == ["seul", "  le tableur manque"]


def test_what_an_expectation_tells_in_another_shape_is_said_and_not_compared(tmp_path):
    """Of the folders of older files: facts without kind, residences as rows of the sheet."""
    sheet = "Organisme;SIREN;Statut\nOrvelle Habitat;000012963;Labellisé\n"
    (tmp_path / "suivi.csv").write_text(sheet, encoding="utf-8")
    wanted = {
        "organisms": [{"name": "Orvelle Habitat", "status": "labelled"}],
        "events": [{"organism": "Orvelle Habitat", "event": "candidature", "on": "2024-02-05"}],
    }
    (tmp_path / "suivi.expected.json").write_text(json.dumps(wanted), encoding="utf-8")
    (tmp_path / "parc.csv").write_text("Nom;Logements\nLes Tilleuls;12\n", encoding="utf-8")
    (tmp_path / "parc.expected.json").write_text('{"rows": []}', encoding="utf-8")
    told = io.StringIO()

    call_command("score_imports", str(tmp_path), "--day", "2026-12-01", stdout=told)

    lines = told.getvalue().splitlines()
    assert lines[:4] == [
        "parc",
        "  son attendu n’a ni «\u00a0organisms\u00a0» ni «\u00a0residences\u00a0»",
        "suivi",
        "  faits\u00a0: écrits dans une autre forme, non comparés",
    ]
    assert "  organismes           100.0 %  1 sur 1" in lines


def test_the_command_refuses_a_folder_without_expectations(tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("score_imports", str(tmp_path))

    assert str(refused.value) == f"Aucun fichier *.expected.json dans «\u00a0{tmp_path}\u00a0»."


def cut(stem, part):
    """The file without its last part."""
    content = source(stem).read_bytes()
    return content[: len(content) * (part - 1) // part]


@pytest.mark.parametrize("stem", [stem for stem in TRACKING if source(stem).suffix != ".csv"])
@pytest.mark.parametrize("part", [3, 2])
def test_a_workbook_cut_short_is_refused_with_a_sentence(stem, part):
    with pytest.raises(Unreadable) as refused:
        read_register(cut(stem, part), TODAY)

    assert refused.value.sentence == REFUSALS["DAMAGED"]


def test_a_text_cut_short_is_read_to_where_it_ends():
    whole = read_register(source("journal-label").read_bytes(), TODAY)
    half = read_register(cut("journal-label", 2), TODAY)

    names = [one.identity.name for one in half.organisms]
    assert 0 < len(names) < len(whole.organisms)
    assert names[0] == whole.organisms[0].identity.name
