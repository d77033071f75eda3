"""Deadlines of the rules: all there, with their values, counted in working days."""

from datetime import date

import pytest

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.framework.deadlines import DEADLINES
from labelling.parties.framework.evaluation import NA_REASON_MIN
from labelling.parties.framework.kinds import DossierType
from labelling.parties.framework.models import Stage

pytestmark = pytest.mark.django_db

ANNEX_A = {
    "D01": "15 jours ouvrés", "D01r": "60 jours", "D01t": "12 mois", "D02": "30 jours", "D03": "30 jours",
    "D04": "12 mois",
    "D05": "3 mois", "D06": "de 10 à 14 mois", "D06a": "15 jours", "D06v": "de 6 à 3 mois", "D07": "15 jours",
    "D07a": "7 jours", "D07b": "15 jours ouvrés", "D07c": "10 jours ouvrés", "D07d": "30 jours", "D07e": "15 jours",
    "D08": "30 jours", "D08M": "90 jours", "D08i": "30 jours", "D08r": "15 jours", "D09": "21 jours",
    "D09a": "15 jours", "D09b": "10 jours", "D09c": "2 jours", "D09d": "7 jours",
    "D10": "15 jours", "D10b": "10 jours", "D10b2": "30 jours", "D11": "6 mois", "D12": "6 mois",
    "D13": "6 mois", "D14": "6 mois", "D15": "30 jours", "D16": "60 jours", "D16b": "60 jours",
    "D17": "6 mois", "D18": "36 mois", "D19": "36 mois", "D20": "10 jours ouvrés", "D20a": "30 jours",
    "D21": "30 jours", "D21p": "90 jours", "D22": "24 mois", "D23": "5 jours ouvrés",
    "D23b": "45 jours",
    "D24": "21 jours",
    "D24a": "30 jours",
    "D25": "15 jours ouvrés",
}  # fmt: skip


def test_annex_a_is_complete():
    shown = {
        code: rule.shown.replace("\u00a0", " ") for code, rule in current_rules().deadlines.items()
    }

    assert shown == ANNEX_A
    assert set(ANNEX_A) == set(DEADLINES)


@pytest.mark.parametrize(
    ("code", "day", "due"),
    [
        ("D01", date(2026, 4, 30), date(2026, 5, 27)),  # 1, 8, 14 and 25 May are not worked
        ("D02", date(2026, 11, 13), date(2026, 12, 14)),  # a Sunday moves to Monday
        ("D04", date(2024, 2, 29), date(2025, 2, 28)),
        ("D09a", date(2026, 12, 17), date(2026, 12, 2)),
        ("D12", date(2027, 8, 31), date(2027, 2, 28)),
        ("D19", date(2025, 2, 10), date(2022, 2, 10)),
    ],
)
def test_a_deadline_gives_its_date(code, day, due):
    assert current_rules().due(code, day) == due


def test_what_is_counted_before_a_date_does_not_slip():
    """J-15 of a Monday is a Sunday: BR-46 asks for 15 days at least, so not the Monday after."""
    assert current_rules().due("D09a", date(2026, 12, 14)) == date(2026, 11, 29)


def test_windows_hold_both_their_days():
    rules = current_rules()

    assert rules.window("D06", date(2025, 6, 30)) == (date(2026, 4, 30), date(2026, 8, 30))
    assert rules.window("D06v", date(2027, 6, 14)) == (date(2026, 12, 14), date(2027, 3, 14))


def test_reminders_and_sentences_read_as_the_rules_write_them():
    rules = current_rules().deadlines

    assert rules["D02"].reminders == [10, 3, -1]
    assert rules["D02"].reminders_shown == "J-10, J-3, J+1"
    assert rules["D09"].sentence == "21\u00a0jours avant la séance"
    assert rules["D06v"].sentence == "de 6 à 3\u00a0mois avant la fin du label"


def test_numbers_of_the_rules():
    rules = current_rules()

    assert (rules.label_months, rules.same_auditor_max, rules.hqs_counted) == (36, 2, True)
    assert (rules.look_back_months, rules.report_replacement_days) == (36, 15)
    assert (rules.auditor_access_days, rules.assignment_mode) == (15, "organism_choice")
    assert rules.renewal_reminder_months == [12, 9, 6, 3, 1]
    assert rules.delay("D13").count == 6


def test_br11_a_reason_has_twenty_characters():
    assert NA_REASON_MIN == 20


def test_first_cycle_follows_hypothesis_one():
    stages = current_rules().stages_for(DossierType.INITIAL)

    assert [s.code for s in stages] == [
        "candidature", "recevabilite", "diagnostic", "preparation", "audit", "comite", "label",
    ]  # fmt: skip
    assert [s.audit_type for s in stages if s.audit_type] == ["hqs", "implementation"]
    assert [s.code for s in stages if s.is_decided] == ["comite"]
    assert stages[4].window(date(2025, 6, 1)) == (date(2026, 4, 1), date(2026, 8, 1))


@pytest.mark.parametrize("kind", DossierType.values)
def test_every_dossier_type_has_a_plan_with_tenants_and_one_committee(kind):
    stages = current_rules().stages_for(kind)
    codes = {stage.code for stage in stages}

    assert sum(stage.is_decided for stage in stages) == 1
    assert any(stage.needs_tenants for stage in stages)
    assert {piece.stage for piece in current_rules().pieces_for(kind)} <= codes


def test_the_stage_of_a_state_is_found():
    rules = current_rules()

    assert rules.stage_at("initial", "follow_up").code == "audit"
    assert rules.stage_at("initial", "scheduled").code == "comite"
    assert rules.stage("renewal", "diagnostic") is None
    assert rules.stage_at("initial", "dismissed") is None


def test_a_stage_without_anchor_has_no_window():
    assert Stage().window(date(2026, 1, 1)) is None


def test_the_framework_has_its_themes_and_criteria():
    framework = current_framework()
    criteria = framework.criteria

    assert (framework.code, framework.themes.count(), len(criteria)) == ("DEMO-2025.1", 12, 55)
    assert sum(criterion.mandatory for criterion in criteria) == 28
    assert [c.code for c in criteria if c.applies_if] == ["T12.4"]
    assert [t.code for t in framework.themes.all() if t.gate] == ["T03", "T11"]
    assert {c.theme_id: c.theme.framework_id for c in criteria} == {
        t.pk: framework.pk for t in framework.themes.all()
    }


def test_criteria_in_scope_of_an_audit():
    framework = current_framework()

    assert len(framework.criteria_for("verification")) == 54
    assert len(framework.criteria_for("verification", mention=True)) == 55
    assert len(framework.criteria_for("hqs")) == 48
