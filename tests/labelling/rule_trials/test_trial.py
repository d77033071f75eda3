"""Trial of a draft of the rules on the open dossiers: what each would meet, nothing written, a constant cost."""

from datetime import timedelta

import pytest

from labelling.committee.rule_trials import pages
from labelling.parties.framework.drafts import actions
from labelling.parties.framework.drafts.parts import part_of
from labelling.parties.framework.models import RulesDraft
from labelling.path.audits.models import AuditRating
from labelling.path.dossiers.models import LabelDossier
from portal.core import clock
from portal.workflow.audit_log import Entry
from tests import factories
from tests.labelling.assessment.test_assessment import say
from tests.labelling.dossiers.factories import make_mission
from tests.labelling.framework.drafts.factories import begin, edit

pytestmark = pytest.mark.django_db


def found(draft, user, dossier):
    draft = RulesDraft.objects.get(pk=draft.pk)
    outcome = next(one for one in pages.outcomes(draft, user) if one.dossier == dossier)
    changes = {
        change.label.replace("\u00a0", " "): (change.before, change.after)
        for change in outcome.changes
    }
    return changes, [text.replace("\u00a0", " ") for text in outcome.blockers]


def test_a_draft_that_says_the_same_changes_no_dossier(sonia, dossier):
    for kind in ("rules", "framework"):
        assert found(begin(sonia, kind, code=f"V-{kind}"), sonia, dossier) == ({}, [])


def test_a_new_mandatory_piece_would_be_missing(sonia, dossier):
    draft, pieces = begin(sonia), part_of("rules", "pieces")
    charter = {
        "code": "charte", "label": "Charte locale", "hint": "", "mandatory": True,
        "several": False, "extensions": ["pdf"],
    }  # fmt: skip
    later = charter | {"code": "bilan", "label": "Bilan"}
    actions.add_row(draft, pieces, "initial/candidature", by=sonia, values=charter)
    actions.add_row(draft, pieces, "initial/preparation", by=sonia, values=later)
    edit(draft, sonia, "pieces", "initial/candidature/enquete-satisfaction", mandatory=True)
    actions.remove_row(draft, pieces, "initial/candidature/plan-concertation", by=sonia)

    assert found(draft, sonia, dossier) == (
        {
            "Pièce « Dernière enquête de satisfaction »": ("facultative", "obligatoire"),
            "Pièce « Plan de concertation locative »": ("facultative", "non demandée"),
            "Pièce « Charte locale »": ("non demandée", "obligatoire"),
        },
        [
            "Il manquerait la pièce « Dernière enquête de satisfaction ».",
            "Il manquerait la pièce « Charte locale ».",
        ],
    )


def test_the_date_of_the_present_state_and_the_window_of_the_audit_would_move(sonia, organism):
    today = clock.today()
    submitted = factories.make_dossier(organism, state="submitted")
    LabelDossier.objects.filter(pk=submitted.pk).update(due_on=submitted.rules.due("D01", today))
    preparing = factories.make_dossier(factories.make_organism(), state="preparation")
    make_mission(preparing, closed_on=today, state="closed")
    draft = begin(sonia)
    edit(draft, sonia, "delais", "D01", delay="30j")
    edit(draft, sonia, "delais", "D06", delay="9m")

    changes, _ = found(draft, sonia, submitted)
    assert list(changes) == ["À faire avant le"] or list(changes) == [
        "À faire avant le", "Fenêtre de l’audit",
    ]  # fmt: skip
    assert changes["À faire avant le"][0] != changes["À faire avant le"][1]
    window = found(draft, sonia, preparing)[0]["Fenêtre de l’audit"]
    assert [text.partition(" au ")[2] for text in window] == [window[0].partition(" au ")[2]] * 2
    assert window[0] != window[1]


def test_a_date_that_a_person_chose_does_not_move(sonia, organism):
    chosen = clock.today() + timedelta(3)
    dossier = factories.make_dossier(organism, state="submitted", due_on=chosen)
    draft = begin(sonia)
    edit(draft, sonia, "delais", "D01", delay="30j")

    assert found(draft, sonia, dossier) == ({}, [])


def test_a_state_that_no_stage_has_any_more_is_a_blocker(sonia, organism):
    dossier = factories.make_dossier(organism, state="diagnosis")
    draft = begin(sonia)
    actions.remove_row(draft, part_of("rules", "etapes"), "initial/diagnostic", by=sonia)

    changes, blockers = found(draft, sonia, dossier)
    assert changes["Étape"] == ("Diagnostic HQS", "aucune")
    assert blockers == ["Aucune étape n’a l’état « Diagnostic HQS »."]


def test_the_score_and_what_is_left_would_change_under_another_framework(sonia, alice, organism):
    dossier = factories.make_dossier(organism, state="preparation")
    say(dossier, alice, T01_1=3, T01_2=0, T02_1=2)
    draft = begin(sonia, "framework")
    edit(draft, sonia, "criteres", "T01/T01.1", weight=4)
    new = {
        "code": "T01.9", "title": "Un critère de plus.", "expectation": "Attendu.",
        "evidence_examples": "", "mandatory": False, "applies_if": "", "weight": 1,
        "audit_types": ["hqs"],
    }  # fmt: skip
    actions.add_row(draft, part_of("framework", "criteres"), "T01", by=sonia, values=new)
    changes, blockers = found(draft, sonia, dossier)

    assert set(changes) == {"Score de l’auto-évaluation", "Repères", "Critères à coter"}
    assert changes["Score de l’auto-évaluation"][0] != changes["Score de l’auto-évaluation"][1]
    assert blockers == ["1 critère nouveau serait à renseigner : T01.9."]


def test_the_score_of_the_last_audit_would_change_too(sonia, organism):
    dossier = factories.make_dossier(organism, state="audit")
    criteria = {one.code: one for one in dossier.framework.criteria}
    for rank in (3, 0):  # an audit that was given up, then the one that counts
        state = "cancelled" if rank else "validated"
        mission = make_mission(dossier, "implementation", state)
        for code, rating in (("T01.1", rank), ("T01.2", 3)):
            AuditRating.objects.create(mission=mission, criterion=criteria[code], rating=rating)
    draft = begin(sonia, "framework")
    edit(draft, sonia, "criteres", "T01/T01.1", weight=2)

    assert found(draft, sonia, dossier)[0]["Score de l’audit"] == ("50,0\u00a0%", "33,3\u00a0%")


def test_the_page_writes_nothing_and_costs_the_same_for_one_dossier_and_for_many(
    signed_in, sonia, organism, django_assert_num_queries
):
    office = signed_in(sonia)
    for kind, part, row, values in (
        ("rules", "delais", "D01", {"delay": "30j"}),
        ("framework", "themes", "T01", {"weight": 9}),
    ):
        draft = begin(sonia, kind, code=f"V-{kind}")
        edit(draft, sonia, part, row, **values)
        address = f"/espace/regles/essais/{draft.code}/"
        factories.make_dossier(factories.make_organism(), state="preparation")
        office.get(address)
        counts = []
        for many in (0, 6):
            for _ in range(many):
                factories.make_dossier(factories.make_organism(), state="preparation")
            lines = Entry.objects.count()
            with django_assert_num_queries(COSTS[kind]):
                page = office.get(address)
            counts.append(page.context["total"])
            assert (page.status_code, Entry.objects.count()) == (200, lines)
        assert counts[1] == counts[0] + 6


COSTS = {"rules": 12, "framework": 12}


def test_the_rules_of_the_committee_are_tried_on_no_dossier(signed_in, sonia):
    draft = begin(sonia, "committee")

    assert signed_in(sonia).get(f"/espace/regles/essais/{draft.code}/").status_code == 404
    assert "essais" not in signed_in(sonia).get(draft.get_absolute_url()).content.decode()
