"""Drafts of the rules: begun from the version published, edited row by row, each value checked as in a file."""

import json
from datetime import date

import pytest
from django.db import connection, models

from labelling.parties.framework.drafts import actions, content, guards
from labelling.parties.framework.drafts.actions import Misplaced, seen
from labelling.parties.framework.drafts.comparing import compare
from labelling.parties.framework.drafts.parts import ALL, part_of, parts_of
from labelling.parties.framework.files import loading
from labelling.parties.framework.files.parsing import KINDS as KINDS_OF_VERSIONS
from labelling.parties.framework.files.parsing import Sheet, build
from labelling.parties.framework.files.reading import Unreadable, block_of, read
from labelling.parties.framework.files.writing import HEAD, body_of, kind_of
from labelling.parties.framework.models import LabelRulesVersion, RulesDraft
from portal.web.submissions.edit_conflicts import Changed
from portal.workflow import Forbidden, Refused, audit_log
from tests.evidence import empty
from tests.labelling.framework.drafts.factories import KINDS, begin, edit
from tests.labelling.framework.factories import published

pytestmark = pytest.mark.django_db
FILES = [*loading.default_paths(), loading.FOLDER / "variantes" / "reglement-h2.yaml"]
every_kind = pytest.mark.parametrize("kind", KINDS)


def edited(draft, part, row, **values):
    """The mistakes that the edit of a row is refused for: (field or None, sentence)."""
    with pytest.raises(Misplaced) as refused:
        edit(draft, draft.by, part, row, **values)
    return [(name, text.replace("\u00a0", " ")) for name, text in refused.value.errors]


@pytest.fixture
def draft(sonia):
    draft = begin(sonia)
    draft.by = sonia
    return draft


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_version_written_back_as_json_is_read_as_its_file_is(path):
    sheet = build(read(path))
    head = {name: str(getattr(sheet.version, name)) for name in HEAD[1:]}
    body = json.loads(json.dumps(body_of(sheet)))
    again = build(block_of(head | body | {"kind": kind_of(sheet.version)}, path.name))

    assert again.content() == sheet.content()


@every_kind
def test_a_draft_begins_as_the_version_published_last(sonia, kind):
    draft = begin(sonia, kind)
    comparison = compare(content.latest_sheet(kind), content.sheet_of(draft))

    assert comparison.count == 0
    assert sum(len(group.unchanged) for group in comparison.groups) > 5
    assert [entry.sentence for entry in audit_log.entries_of(draft)] == [
        f"{sonia} a ouvert le projet de version V-2027.1."
    ]


def forget_versions(kind):
    """As on an empty database: nothing was ever published."""
    model = KINDS_OF_VERSIONS[kind]
    if connection.vendor == "postgresql":
        empty(model)
    else:
        models.QuerySet(model).delete()


@every_kind
def test_without_a_version_a_draft_begins_as_the_model_of_the_portal_on_any_day(sonia, kind):
    forget_versions(kind)
    shipped = build(read(loading.FOLDER / content.SHIPPED[kind]))
    draft = begin(sonia, kind, effective_from=date(2020, 1, 1))

    assert content.latest(kind) is None
    assert compare(shipped, content.sheet_of(draft)).count == 0
    assert guards.begins_later(draft) is None
    assert guards.differs(draft) is None


def test_the_code_of_a_version_or_of_a_draft_is_taken(sonia, draft):
    for code in ("REG-DEMO-2025.1", "demo-2025.1", draft.code):
        with pytest.raises(Refused) as refused:
            begin(sonia, "committee", code=code)
        assert refused.value.codes == ["code_taken"]


def test_only_the_office_prepares_and_only_while_it_is_a_draft(alice, sonia, draft):
    with pytest.raises(Forbidden):
        begin(alice, code="V-2")
    with pytest.raises(Forbidden):
        edit(draft, alice, "delais", "D01", delay="20o")
    RulesDraft.objects.filter(pk=draft.pk).update(state="proposed")
    with pytest.raises(Forbidden):
        edit(draft, sonia, "delais", "D01", delay="20o")


def test_the_screens_edit_each_value_that_a_file_gives():
    """What no screen edits is of the heading of each version, or told by the place of a row."""
    for kind, version in (("rules", "reglement"), ("framework", "cadre"), ("committee", "comite")):
        body = body_of(build(read(loading.FOLDER / f"{version}.yaml")))
        for part in parts_of(kind):
            keys = set(next(iter(part.rows(body).values())))
            lists = {"deadlines", "plans", "pieces", "themes", "criteria"}
            assert keys - lists == set(part.names), part.code


def test_a_row_is_edited_added_moved_and_removed(draft, sonia):
    edit(draft, sonia, "delais", "D01", delay="20o", reminders=[5, -1])
    new = {"code": "charte", "label": "Charte locale", "hint": "", "mandatory": False}
    pieces = part_of("rules", "pieces")
    added = new | {"several": False, "extensions": ["pdf"]}
    actions.add_row(draft, pieces, "initial/candidature", by=sonia, values=added)
    actions.move_row(draft, pieces, "initial/candidature/charte", by=sonia, up=True)
    actions.remove_row(draft, pieces, "initial/candidature/perimetre", by=sonia)
    draft.refresh_from_db()
    sheet = content.sheet_of(draft)
    groups = {
        group.title: group
        for group in compare(Sheet.of(published(LabelRulesVersion)), sheet).differing
    }

    assert sorted(groups) == ["Délais", "Pièces demandées"]
    line = groups["Délais"].changed[0]
    assert line.label == "D01 Contrôle de complétude"
    assert [(c.label, c.before, c.after) for c in line.changes] == [
        ("Délai", "15\u00a0jours ouvrés", "20\u00a0jours ouvrés"),
        ("Rappels (jours avant l’échéance)", "aucun", "5, -1"),
    ]
    told = groups["Pièces demandées"]
    assert ([one.label[-13:] for one in told.added], len(told.removed), told.changed) == (
        ["Charte locale"], 1, [],
    )  # fmt: skip
    assert len(told.unchanged) == 27
    assert [entry.act for entry in audit_log.entries_of(draft)] == [
        "remove_row", "move_row", "add_row", "edit_row", "open",
    ]  # fmt: skip


def test_the_first_row_moves_up_to_no_place_and_the_order_is_compared(draft, sonia):
    themes = part_of("framework", "themes")
    cadre = begin(sonia, "framework", code="C-2")
    actions.move_row(cadre, themes, "T01", by=sonia, up=True)
    actions.move_row(cadre, themes, "T02", by=sonia, up=False)
    cadre.refresh_from_db()
    found = compare(content.latest_sheet("framework"), content.sheet_of(cadre))

    assert [one["code"] for one in cadre.content["themes"]][:4] == ["T01", "T03", "T02", "T04"]
    assert [(group.title, len(group.moved)) for group in found.differing] == [("Thèmes", 1)]


def test_the_order_in_which_a_database_gives_keys_back_changes_nothing(draft):
    def turned(value):
        if isinstance(value, dict):
            return {key: turned(one) for key, one in reversed(value.items())}
        return [turned(one) for one in value] if isinstance(value, list) else value

    before = content.sheet_of(draft).content()

    assert content.sheet_of(draft, turned(draft.content)).content() == before


def test_a_stage_leaves_with_its_pieces(draft, sonia):
    stages = part_of("rules", "etapes")
    actions.remove_row(draft, stages, "initial/diagnostic", by=sonia)
    draft.refresh_from_db()

    assert "diagnostic" not in draft.content["pieces"]["initial"]
    assert "diagnostic" not in [one["code"] for one in draft.content["plans"]["initial"]]


@pytest.mark.parametrize(
    ("part", "row", "values", "wanted"),
    [
        ("delais", "D01", {"delay": "bientôt"}, "delay"),
        ("delais", "D01", {"reminders": "demain"}, "reminders"),
        ("delais", "D06", {"delay": "300j"}, None),
        ("nombres", "tout", {"label_months": -1}, "label_months"),
        ("etapes", "initial/audit", {"state": "perdu"}, "state"),
        ("etapes", "initial/audit", {"other_states": ["draft"]}, "other_states"),
        ("etapes", "initial/audit", {"deadline": ""}, "anchor"),
        ("pieces", "initial/candidature/perimetre", {"extensions": ""}, "extensions"),
    ],
)
def test_a_value_is_refused_as_in_a_file_beside_its_field(draft, part, row, values, wanted):
    assert [name for name, _ in edited(draft, part, row, **values)] == [wanted]
    assert RulesDraft.objects.get(pk=draft.pk).content == draft.content


def test_a_code_written_twice_is_refused_beside_its_field(draft, sonia):
    row = dict(part_of("rules", "delais").rows(draft.content)["D02"]) | {"code": "D01"}
    with pytest.raises(Misplaced) as refused:
        actions.add_row(draft, part_of("rules", "delais"), "", by=sonia, values=row)

    assert refused.value.errors == [("code", "le délai D01 est écrit deux fois.")]


@pytest.mark.parametrize("share", ["0", "3/2", "demi", "1/0"])
def test_a_share_is_refused_beside_its_field(sonia, share):
    draft = begin(sonia, "committee")
    draft.by = sonia

    assert [name for name, _ in edited(draft, "votes", "tout", quorum=share)] == ["quorum"]


def test_a_majority_that_nothing_exceeds_is_refused_in_a_file_too(tmp_path):
    text = (loading.FOLDER / "comite.yaml").read_text(encoding="utf-8")
    path = tmp_path / "comite.yaml"
    path.write_text(text.replace("majority: 1/2", "majority: 1"), encoding="utf-8")

    with pytest.raises(Unreadable, match="majority"):
        loading.load([path])


def test_what_somebody_else_wrote_since_is_not_overwritten(draft, sonia):
    part = part_of("rules", "delais")
    shown = seen(part, actions.row_of(part, draft.content, "D01"))
    edit(draft, sonia, "delais", "D01", delay="20o")
    edit(draft, sonia, "delais", "D02", delay="45j")
    with pytest.raises(Changed) as changed:
        actions.edit_row(draft, part, "D01", by=sonia, values={"delay": "25o"}, seen=shown)
    actions.edit_row(draft, part, "D01", by=sonia, values={"delay": "25o"}, seen=changed.value.seen)
    rows = part.rows(RulesDraft.objects.get(pk=draft.pk).content)

    assert (changed.value.current.delay, rows["D01"]["delay"], rows["D02"]["delay"]) == (
        "20o", "25o", "45j",
    )  # fmt: skip


def test_a_row_that_is_gone_is_told(draft, sonia):
    part = part_of("rules", "delais")
    actions.remove_row(draft, part, "D01", by=sonia)
    acts = (
        lambda: edit(draft, sonia, "delais", "D01", delay="20o"),
        lambda: actions.remove_row(draft, part, "D01", by=sonia),
        lambda: actions.move_row(draft, part, "D01", by=sonia, up=True),
    )
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.codes == ["gone"]


def test_each_part_has_one_code():
    assert len({(part.kind, part.code) for part in ALL}) == len(ALL)


def test_the_journal_names_rows_as_people_do(draft):
    """By their words where their codes are shown nowhere, by their codes where people say them."""
    edit(draft, draft.by, "pieces", "initial/candidature/enquete-satisfaction", mandatory=True)
    edit(draft, draft.by, "delais", "D01", delay="20o")

    assert [entry.sentence for entry in audit_log.entries_of(draft)][:2] == [
        f"{draft.by} a modifié le délai D01.",
        f"{draft.by} a modifié la pièce «\u00a0Dernière enquête de satisfaction\u00a0» (premier label).",
    ]
