"""Autosave of the plan and of the self-assessment, which never undoes a signature."""

import pytest

from labelling.path.assessment.forms import AnswerForm
from labelling.path.assessment.models import CriterionAnswer
from labelling.path.plan import edits
from labelling.path.plan.models import Action, ActionPlan
from portal.core import clock
from portal.workflow import audit_log
from tests.labelling.plan.test_plan import TYPED, WHOLE
from tests.labelling.stock.factories import address

pytestmark = pytest.mark.django_db
QUIET = {"X-Autosave": "1"}


def test_a_new_action_is_made_once_and_goes_on_at_its_own_address(member, dossier):
    begun = {"scope": "transversal", "title": "Former", "progress": "planned", "seen": ""}
    first = member.post(address("plan_add", dossier), begun, headers=QUIET).json()
    more = begun | {"title": "Former les gardiens", "seen": first["seen"]}
    second = member.post(first["address"], more, headers=QUIET)

    assert second.status_code == 200
    assert list(dossier.actions.values_list("title", flat=True)) == ["Former les gardiens"]


def test_an_action_without_a_title_is_not_made(member, dossier):
    answer = member.post(
        address("plan_add", dossier), {"scope": "transversal", "progress": "planned"}, headers=QUIET
    )

    assert answer.status_code == 422
    assert Action.objects.count() == 0


def test_an_emptied_title_is_named_and_the_former_one_stays(member, alice, dossier):
    (made,) = edits.add_actions(dossier, [WHOLE], by=alice)
    url = address("plan_action", dossier, made.number)
    seen = member.get(url).context["seen"]
    data = TYPED | {"title": "", "indicator": "Deux halls", "seen": seen}
    answer = member.post(url, data, headers=QUIET)
    made.refresh_from_db()

    assert answer.json()["left"] == ["Action"]
    assert (made.title, made.indicator) == (WHOLE["title"], "Deux halls")


def test_a_signed_plan_changes_by_the_button_alone(member, alice, dossier):
    """BR-18: a save that nobody asked for undoes no signature."""
    (made,) = edits.add_actions(dossier, [WHOLE], by=alice)
    ActionPlan.objects.create(dossier=dossier, validated_on=clock.today(), validated_by=alice)
    url = address("plan_action", dossier, made.number)
    data = TYPED | {"title": "Autre chose", "seen": member.get(url).context["seen"]}

    assert member.post(url, data, headers=QUIET).status_code == 422
    made.refresh_from_db()
    assert (made.title, dossier.action_plan.validated_on) == (WHOLE["title"], clock.today())

    assert member.post(url, data).status_code == 302
    dossier.action_plan.refresh_from_db()
    assert dossier.action_plan.validated_on is None


def test_an_answer_that_begins_is_kept_without_a_rating(member, dossier):
    """BR-11: « sans objet » still says why; a comment alone is no rating."""
    criterion = dossier.framework.criteria[0]
    url = address("assessment_criterion", dossier, criterion.code)
    first = member.post(url, {"comment": "Des rondes", "seen": ""}, headers=QUIET).json()
    na = {"rating": "na", "na_reason": "Non", "comment": "Des rondes", "seen": first["seen"]}

    assert first["left"] == [AnswerForm.base_fields["rating"].label]
    assert member.post(url, na, headers=QUIET).status_code == 422
    answer = CriterionAnswer.objects.get(dossier=dossier, criterion=criterion)
    assert (answer.rating, answer.is_na, answer.comment) == (None, False, "Des rondes")


def test_an_answer_changed_elsewhere_is_shown_beside_mine(member, dossier):
    criterion = dossier.framework.criteria[0]
    url = address("assessment_criterion", dossier, criterion.code)
    member.post(url, {"rating": "1", "comment": "Un", "seen": ""}, headers=QUIET)
    seen = member.get(url).context["seen"]
    member.post(url, {"rating": "2", "comment": "Deux", "seen": seen}, headers=QUIET)
    mine = {"rating": "3", "comment": "Trois", "seen": seen}

    assert member.post(url, mine, headers=QUIET).status_code == 409
    both = member.post(url, mine)
    assert (both.status_code, "Deux" in both.text, "Trois" in both.text) == (409, True, True)
    assert audit_log.entries_of(dossier).filter(act="assess").count() == 1
