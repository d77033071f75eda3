"""Values that the screens of the rules edit (BR-09): each one, changed alone, changes what the code or a page says."""

import re

import pytest

from labelling.parties.framework.drafts import actions, content
from labelling.parties.framework.drafts.parts import ALL, parts_of
from labelling.parties.framework.files.loading import load_sheet
from labelling.parties.framework.files.parsing import KINDS as MODELS
from labelling.parties.framework.models import RulesDraft
from labelling.parties.framework.scores import evaluate
from labelling.path.stock.scores import Scale, rate
from tests.labelling.framework.drafts.factories import KINDS, begin

pytestmark = pytest.mark.django_db
ROWS = {
    "nombres": "tout", "delais": "D08M", "etapes": "initial/audit",
    "pieces": "initial/candidature/lettre-engagement", "reperes": "tout", "themes": "T03",
    "criteres": "T03/T03.1", "votes": "tout",
}  # fmt: skip
VALUES = {  # where one more, the other of two, or another text would be no value of the field
    ("etapes", "tenants_strength"): "own",
    ("nombres", "assignment_mode"): "ush_designation",
    ("nombres", "renewal_reminder_months"): [11, 2],
    ("nombres", "accreditation_reminder_months"): [5],
    ("delais", "delay"): "95j",
    ("delais", "delay_max"): "120j",
    ("delais", "reminders"): [25, -2],
    ("etapes", "state"): "dismissed",
    ("etapes", "other_states"): ["follow_up", "dismissed"],
    ("etapes", "audit_type"): "verification",
    ("etapes", "anchor"): "label_start",
    ("etapes", "deadline"): "D12",
    ("pieces", "extensions"): ["docx"],
    ("pieces", "involvement"): "hearing",
    ("themes", "gate"): 71,
    ("criteres", "applies_if"): "mention",
    ("criteres", "audit_types"): ["verification"],
    ("votes", "quorum"): "3/4",
    ("votes", "majority"): "3/5",
    ("votes", "special"): "4/5",
    ("votes", "special_answers"): ["label.refuse"],
}


def weighted(version):
    """The score of a theme whose criteria are rated 0 and 3."""
    theme = [one for one in version.criteria if one.theme.code == "T03"]
    ratings = {one.code: 3 * (rank % 2) for rank, one in enumerate(theme)}
    return evaluate(version, theme, ratings).score.shown


def scaled(*axes):
    return lambda version: rate(axes, Scale.of(version)).level


CODE = {  # what no page of the version says, and the code does
    ("etapes", "state"): lambda rules: [
        str(rules.stage_at("initial", state)) for state in ("audit", "dismissed")
    ],
    ("etapes", "other_states"): lambda rules: str(rules.stage_at("initial", "dismissed")),
    ("reperes", "stock_priority_from"): scaled(3, 3, 3, 3, 0),
    ("reperes", "stock_watch_from"): scaled(3, 3, 2, 0, 0),
    ("reperes", "stock_axis_alarm"): scaled(4, 0, 0, 0, 0),
    ("criteres", "weight"): weighted,
    ("criteres", "audit_types"): lambda version: [
        one.code for one in version.criteria_for("implementation")
    ],
}


def another(part, name, row):
    """A value of the field that is not the one of the row."""
    value = row[name]
    if (part.code, name) in VALUES:
        return VALUES[part.code, name]
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value} autrement"


@pytest.fixture
def said(signed_in, sonia):
    """`said(draft, probe)`: what the version that a draft would publish says, by its page or by the code."""
    office = signed_in(sonia)

    def told(draft, probe):
        version = load_sheet(content.sheet_of(draft), publish=False).version
        version = MODELS[draft.kind].objects.get(pk=version.pk)
        if probe:
            return probe(version)
        page = office.get(version.get_absolute_url()).content.decode()
        main = re.search(r"<main.*</main>", page, re.DOTALL)[0]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))

    return told


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_that_a_screen_edits_changes_what_the_code_or_a_page_says(said, sonia, kind):
    draft = begin(sonia, kind)
    silent = []
    for part in parts_of(kind):
        row = part.rows(draft.content)[ROWS[part.code]]
        for name in part.own_names:
            probe = CODE.get((part.code, name))
            before = said(draft, probe)
            values = {name: another(part, name, row)}
            changed = actions.edit_row(
                RulesDraft.objects.get(pk=draft.pk), part, ROWS[part.code], by=sonia, values=values
            )
            if said(changed, probe) == before:
                silent.append((part.code, name))
            RulesDraft.objects.filter(pk=draft.pk).update(content=draft.content)

    assert silent == []


def test_control_a_version_that_says_the_same_is_silent(said, sonia):
    draft = begin(sonia)

    assert said(draft, None) == said(draft, None)


def test_the_lists_of_this_test_name_values_of_the_screens():
    edited = {(part.code, name) for part in ALL for name in part.own_names}

    assert (set(VALUES) | set(CODE)) - edited == set()
    assert {part.code for part in ALL} == set(ROWS)
