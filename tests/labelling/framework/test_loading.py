"""Rules files: complete, loaded once, refused with the place of each mistake."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from labelling.parties.framework.binding import current_rules
from labelling.parties.framework.files.loading import (
    FOLDER,
    check,
    default_paths,
    ensure_rules,
    load,
)
from labelling.parties.framework.files.reading import Unreadable
from labelling.parties.framework.models import (
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    RequiredPiece,
)
from portal.inspection.verdicts import KINDS as FORMATS
from portal.workflow import Refused

pytestmark = pytest.mark.django_db
H2 = FOLDER / "variantes" / "reglement-h2.yaml"


def written(tmp_path, old="", new="", source="reglement.yaml"):
    """A copy of a default file with one replacement."""
    text = (FOLDER / source).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / source
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def mistakes(path):
    with pytest.raises(Unreadable) as unreadable:
        load([path])
    return [(m.line, m.text.replace("\u00a0", " ")) for m in unreadable.value.mistakes]


def line_of(path, text):
    return 1 + path.read_text(encoding="utf-8").splitlines().index(text)


def test_loading_twice_changes_nothing():
    assert [loaded.fate for loaded in ensure_rules()] == ["sans changement"] * 3
    assert LabelRulesVersion.objects.count() == 1


def test_the_demonstration_says_so():
    for loaded in ensure_rules():
        assert loaded.version.is_demonstration
        assert loaded.version.effective_from == date(2016, 1, 1)


def test_a_published_version_and_its_changed_file_disagree(tmp_path):
    path = written(tmp_path, "delay: 15o, starts: le dépôt", "delay: 20o, starts: le dépôt")

    with pytest.raises(Refused) as refused:
        load([path])

    assert refused.value.codes == ["published"]
    assert "(délai D01)" in str(refused.value)
    assert current_rules().deadlines["D01"].delay == "15o"


def test_a_second_version_follows_the_first(tmp_path):
    path = written(
        tmp_path,
        "code: DEMO-2025.1\ntitle: Cadre d’évaluation, version provisoire 2025.1\neffective_from: 2016-01-01",
        "code: DEMO-2027.1\ntitle: Cadre 2027\neffective_from: 2027-01-01",
        "cadre.yaml",
    )
    load([path], publish=False)
    draft = EvaluationFrameworkVersion.objects.get(code="DEMO-2027.1")
    load([path])
    second = EvaluationFrameworkVersion.objects.get(code="DEMO-2027.1")

    assert (draft.is_published, second.is_published) == (False, True)
    assert second.supersedes.effective_to == date(2026, 12, 31)
    assert len(second.criteria) == 55


def test_switching_to_hypothesis_two_is_a_change_of_data_only():
    before = current_rules(date(2026, 12, 31))
    load([H2])
    after = current_rules(date(2027, 1, 1))
    window = after.stage("verification", "verification").window(date(2027, 3, 1))

    assert before.stage("verification", "verification").anchor == "label_end"
    assert window == (date(2028, 6, 1), date(2028, 12, 1))
    assert after.stage("renewal", "audit").window(date(2030, 2, 28)) == (
        date(2029, 8, 28),
        date(2029, 11, 28),
    )
    assert [s.code for s in after.stages_for("initial")] == [
        s.code for s in before.stages_for("initial")
    ]
    assert after.due("D02", date(2027, 1, 4)) == before.due("D02", date(2027, 1, 4))
    assert len(after.pieces_for("renewal")) == len(before.pieces_for("renewal")) > 0


def test_each_format_that_the_shipped_rules_ask_for_is_one_that_the_portal_receives():
    """What nobody could send is not asked for: the inspection of files says which are received."""
    sheets = [sheet for path in (*default_paths(), H2) for sheet in check([path])]
    pieces = [row for sheet in sheets for row in sheet.rows if isinstance(row, RequiredPiece)]
    asked = {name for piece in pieces for name in piece.extensions}

    assert "xlsx" in asked
    assert asked - set(FORMATS) == set()


@pytest.mark.parametrize("name", ["csv", "exe"])
def test_a_format_that_the_portal_does_not_receive_is_told_with_its_line(tmp_path, name):
    path = written(tmp_path, "&tableau [xlsx, ods]", f"&tableau [xlsx, {name}]")
    said = f"extensions : le portail ne reçoit pas de fichier « {name} »."
    lines = [number for number, text in mistakes(path) if text == said]

    assert lines[0] == line_of(path, f"        extensions: &tableau [xlsx, {name}]")


def test_all_the_files_or_none(tmp_path):
    bad = written(tmp_path, "quorum: 1/2", "quorum: demi", "comite.yaml")

    with pytest.raises(Unreadable):
        load([H2, bad])

    assert LabelRulesVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("source", "old", "new", "text"),
    [
        ("reglement.yaml", "label_months: 36", "label_months: trois ans", "label_months : La valeur « trois ans » doit être un nombre entier."),  # noqa: E501 -- a table
        ("reglement.yaml", "label_months: 36", "label_month: 36", "clé inconnue : « label_month »."),
        ("reglement.yaml", "effective_from: 2016-01-01", "effective_from: 2016-13-01", "« 2016-13-01 » n’est pas une date."),  # noqa: E501 -- a table
        ("comite.yaml", "quorum: 1/2", "quorum: demi", "quorum : une fraction est attendue, par exemple 1/2."),
        ("comite.yaml", "special_answers: [label.refuse", "special_answers: [label.perhaps", None),
        ("cadre.yaml", "kind: framework", "kind: cadre", "« kind » doit être rules, committee, framework."),
        ("cadre.yaml", "gate_theme: 50", "gate_theme: 50\ngate_theme: 50", "« gate_theme » est écrit deux fois."),
        ("cadre.yaml", "    weight: 3", "    weight: 0", None),
        ("cadre.yaml", "code: T01.2", "code: T01.1", "le critère T01.1 est écrit deux fois."),
        ("cadre.yaml", "audit_types: [implementation", "audit_types: [surprise", None),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(tmp_path, source, old, new, text):
    path = written(tmp_path, old, new, source)
    before = (FOLDER / source).read_text(encoding="utf-8").split(old)[0]
    line = before.count("\n") + 1 + new.count("\n")

    found = mistakes(path)

    assert [number for number, _ in found] == [line]
    assert text is None or found[0][1] == text


def test_mistakes_between_parts_are_told(tmp_path):
    stage = written(tmp_path, "      deadline: D06\n", "      deadline: D02\n")
    assert mistakes(stage) == [
        (line_of(stage, "      deadline: D02"), "le délai D02 doit exister et compter en mois.")
    ]

    piece = written(tmp_path, "    diagnostic:\n", "    diagnostique:\n")
    assert mistakes(piece) == [
        (line_of(piece, "    diagnostique:"), "le type initial n’a pas d’étape « diagnostique ».")
    ]

    plan = written(tmp_path, "  mention:\n", "  mansion:\n")
    assert (line_of(plan, "  mansion:"), "type de dossier inconnu : « mansion ».") in mistakes(plan)


def test_what_is_not_yaml_is_told(tmp_path):
    path = tmp_path / "faux.yaml"
    path.write_text("kind: rules\n  code: [\n", encoding="utf-8")
    assert mistakes(path)[0][0] == 2

    path.write_text("- une liste\n", encoding="utf-8")
    assert mistakes(path) == [(1, "le fichier doit donner des clés et des valeurs.")]
    assert mistakes(tmp_path / "absent.yaml") == [(0, "ce fichier ne se lit pas.")]


def test_the_command_tells_what_it_did(tmp_path):
    out = StringIO()
    call_command("load_rules", stdout=out)
    call_command("load_rules", "--check", str(H2), stdout=out)

    assert out.getvalue().replace("\u00a0", " ").splitlines() == [
        "Règlement du label REG-DEMO-2025.1 : sans changement.",
        "Règles du comité COM-DEMO-2025.1 : sans changement.",
        "Cadre d’évaluation DEMO-2025.1 : sans changement.",
        "1 fichier(s) sans erreur.",
    ]


def test_the_command_refuses_with_the_place(tmp_path):
    path = written(tmp_path, "quorum: 1/2", "quorum: demi", "comite.yaml")

    with pytest.raises(CommandError, match=r"comite\.yaml, ligne 12"):
        call_command("load_rules", str(path))


def test_default_files_exist():
    assert all(path.is_file() for path in default_paths())


def test_the_parts_of_a_published_version_are_read_once_a_process(django_assert_num_queries):
    """What is published stays (BR-09): two dossiers of the same rules cost one reading."""
    first, second = (current_rules() for _ in range(2))

    assert (first.deadlines, first.plan, first.pieces) != ({}, [], [])
    with django_assert_num_queries(0):
        assert second.deadlines is first.deadlines
        assert second.plan is first.plan
        assert second.pieces is first.pieces
