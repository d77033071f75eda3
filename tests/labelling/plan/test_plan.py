"""Action plan: what each action lacks, uncovered priorities, the signatory's validation."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from labelling.path.dossiers.steps import readiness, windows
from labelling.path.plan import edits
from labelling.path.plan.models import Action, ActionPlan
from labelling.path.stock import actions as stock
from labelling.steering.process_map.cases.lives import life_of
from portal.core import clock
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.factories import noon
from tests.labelling.dossiers.factories import fresh, make_mission
from tests.labelling.stock.factories import address, make_residences
from tests.refusals import refused as refused_page

WHOLE = {
    "scope": "transversal",
    "title": "Afficher les fréquences de nettoyage",
    "owner": "Direction de la proximité",
    "due_on": date(2027, 3, 31),
    "indicator": "Halls affichés",
}
TYPED = WHOLE | {
    "due_on": "2027-03-31",
    "progress": "planned",
    "criterion_code": "",
    "residence": "",
}


def priority(dossier, by, count=1):
    rows = make_residences(dossier.organism, count)
    stock.rate(dossier, {row: [3, 3, 3, 3, 3] for row in rows}, by=by)
    return rows


def test_an_incomplete_action_is_kept_and_each_missing_thing_is_named(member, dossier):
    """BR-19: owner, date and indicator."""
    data = {"scope": "transversal", "title": "Former les gardiens", "progress": "planned"}

    response = member.post(address("plan_add", dossier), data, follow=True)

    assert "manque le responsable, la date, l’indicateur" in response.content.decode()
    assert [p.code for p in edits.incomplete(dossier)] == ["action_incomplete"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("owner", "le responsable"), ("due_on", "la date"), ("indicator", "l’indicateur")],
)
def test_one_missing_thing_is_named_alone(member, alice, dossier, name, said):
    """BR-19."""
    edits.add_actions(dossier, [WHOLE | {name: None if name == "due_on" else ""}], by=alice)

    response = member.get(address("plan_detail", dossier))

    (_, (action,)), _ = response.context["groups"]
    assert action.lacks == [said]


def test_a_priority_without_action_is_listed_until_it_has_a_local_one(member, alice, dossier):
    """BR-18."""
    (one,) = priority(dossier, alice)
    url = address("plan_detail", dossier)
    assert [r.residence.code for r in member.get(url).context["priorities"]] == [one.code]

    form = member.get(address("plan_add", dossier), {"residence": one.code}).context["form"]
    assert form["residence"].value() == one.pk
    assert form["scope"].value() == "local"
    assert one.name in form["title"].value()

    data = TYPED | {"scope": "local", "residence": one.pk}
    assert member.post(address("plan_add", dossier), data).status_code == 302
    assert member.get(url).context["priorities"] == []


def test_a_dropped_action_covers_no_priority(member, alice, dossier):
    """BR-18."""
    (one,) = priority(dossier, alice)
    row = WHOLE | {"scope": "local", "residence": one}
    (action,) = edits.add_actions(dossier, [row], by=alice)
    edits.change(action, {"progress": "dropped"}, by=alice)

    assert [
        r.residence for r in member.get(address("plan_detail", dossier)).context["priorities"]
    ] == [one]


@pytest.mark.parametrize("scope", ["local", "transversal"])
def test_scope_and_residence_agree(member, alice, dossier, scope):
    (one,) = make_residences(dossier.organism)
    residence = "" if scope == "local" else one.pk

    response = member.post(
        address("plan_add", dossier), TYPED | {"scope": scope, "residence": residence}
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["residence"]
    assert response.context["form"]["title"].value() == WHOLE["title"]


def test_the_database_refuses_a_local_action_without_residence(dossier):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.create(dossier=dossier, number=1, scope="local", title="x")


def test_the_residence_of_another_organism_cannot_be_chosen(member, dossier, bob):
    (other,) = make_residences(bob.memberships.get().organism)

    response = member.post(
        address("plan_add", dossier), TYPED | {"scope": "local", "residence": other.pk}
    )

    assert response.status_code == 422
    assert Action.objects.count() == 0


def test_the_signatory_validates_and_a_later_change_undoes_it(member, alice, dossier):
    (action,) = edits.add_actions(dossier, [WHOLE], by=alice)
    member.post(address("plan_validate", dossier))
    plan = ActionPlan.objects.get()
    assert plan.validated_by == alice
    assert readiness.plan_validated(type(dossier).objects.get(pk=dossier.pk)) is None

    url = address("plan_action", dossier, action.number)
    member.post(url, TYPED | {"progress": "doing"})
    plan.refresh_from_db()
    assert plan.validated_on is not None

    member.post(url, TYPED | {"progress": "doing", "owner": "Un autre service"})
    plan.refresh_from_db()
    assert plan.validated_on is None
    assert audit_log.entries_of(dossier).first().data["validation_undone"] is True


def test_an_incomplete_plan_cannot_be_validated(member, alice, dossier):
    """BR-18, BR-19."""
    refused_page(member.post(address("plan_validate", dossier)), "action")
    priority(dossier, alice)
    edits.add_actions(dossier, [WHOLE | {"owner": ""}], by=alice)

    with pytest.raises(Refused) as refused:
        edits.validate(dossier, by=alice)

    assert refused.value.codes == ["action_incomplete", "priority_without_action"]
    assert ActionPlan.objects.count() == 0


def test_only_the_signatory_validates(signed_in, chloe, bob, sonia, alice, dossier):
    """BR-03."""
    edits.add_actions(dossier, [WHOLE], by=alice)
    url = address("plan_validate", dossier)

    assert signed_in(chloe).post(url).status_code == 403
    assert signed_in(sonia).post(url).status_code == 403
    assert signed_in(bob).post(url).status_code == 404
    with pytest.raises(Forbidden):
        edits.validate(dossier, by=chloe)
    assert ActionPlan.objects.count() == 0


def test_only_members_write_and_only_before_the_audit(signed_in, bob, sonia, chloe, alice, dossier):
    add = address("plan_add", dossier)
    assert signed_in(bob).post(add, TYPED).status_code == 404
    assert signed_in(sonia).post(add, TYPED).status_code == 403
    assert signed_in(chloe).post(add, TYPED).status_code == 302
    type(dossier).objects.filter(pk=dossier.pk).update(state="audit")
    assert signed_in(chloe).post(add, TYPED).status_code == 403
    assert signed_in(chloe).get(address("plan_detail", dossier)).status_code == 200
    with pytest.raises(Refused) as refused:  # the state is read again under the lock
        edits.add_actions(dossier, [WHOLE], by=alice)
    assert refused.value.codes == ["state"]
    assert Action.objects.count() == 1


def test_two_colleagues_on_one_action_see_both_texts(member, alice, dossier):
    (action,) = edits.add_actions(dossier, [WHOLE], by=alice)
    url = address("plan_action", dossier, action.number)
    seen = member.get(url).context["seen"]
    edits.change(action, {"owner": "Direction générale"}, by=alice)

    response = member.post(url, TYPED | {"seen": seen})

    assert response.status_code == 409
    assert response.context["pairs"] == [
        ("Responsable", "Direction de la proximité", "Direction générale")
    ]
    response = member.post(url, TYPED | {"seen": response.context["seen"]})
    assert response.status_code == 302
    assert Action.objects.get().owner == "Direction de la proximité"


def test_saving_the_same_action_again_changes_nothing_of_the_validation(member, alice, dossier):
    (action,) = edits.add_actions(dossier, [WHOLE], by=alice)
    edits.validate(dossier, by=alice)

    member.post(address("plan_action", dossier, action.number), TYPED)

    assert ActionPlan.objects.get().validated_on is not None


def test_a_replayed_addition_adds_one_action(member, dossier):
    data = TYPED | {"once": "5f8f1f5e-3c1e-4b0e-8f57-1f4f0a4f0002"}
    for _ in range(2):
        assert member.post(address("plan_add", dossier), data).status_code == 302

    assert Action.objects.count() == 1


def test_the_plan_costs_the_same_with_one_and_many_actions(member, alice, dossier):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert member.get(address("plan_detail", dossier)).status_code == 200
        return len(queries)

    (one, *others) = priority(dossier, alice, 25)
    edits.add_actions(dossier, [WHOLE, WHOLE | {"scope": "local", "residence": one}], by=alice)
    cost()
    few = cost()
    rows = [WHOLE | {"scope": "local", "residence": row} for row in others[:20]]
    edits.add_actions(dossier, rows, by=alice)

    assert cost() == few
    assert few <= 15


@pytest.mark.parametrize("closed", [False, True])
def test_a_change_to_a_validated_plan_is_not_late_for_the_date_that_it_had_met(
    alice, organism, closed
):
    """D05 is met once for all: the new validation has its own, from the change, in the window of the audit."""
    began = clock.today()
    dossier = factories.make_dossier(organism, state="preparation", prepared_on=began)
    if closed:
        make_mission(dossier, "hqs", "closed", closed_on=began)
    (action,) = edits.add_actions(dossier, [WHOLE], by=alice)
    last = windows.audit_window(dossier)[1] if closed else None

    edits.validate(dossier, by=alice)
    dossier.refresh_from_db()
    assert dossier.due_on == last

    with noon(dossier.rules.due("D05", began) + timedelta(120)):
        edits.change(action, {"owner": "Un autre service"}, by=alice)
        dossier.refresh_from_db()
        promised = dossier.rules.due("D05", clock.today())
        assert dossier.due_on == min(promised, last or promised)
        assert dossier.due_on > clock.today()

    with noon(dossier.due_on - timedelta(1)):  # a second change gives no more time
        edits.change(action, {"owner": "Le premier service"}, by=alice)
        assert fresh(dossier).due_on == dossier.due_on
        assert life_of(dossier, clock.today()).planned_on == began


def test_a_change_to_the_plan_of_a_dossier_sent_back_keeps_the_day_of_the_office(alice, organism):
    began = clock.today()
    fixed = began + timedelta(10)
    dossier = factories.make_dossier(organism, state="preparation", prepared_on=began, due_on=fixed)
    ActionPlan.objects.create(dossier=dossier, validated_on=began, validated_by=alice)

    edits.add_actions(dossier, [WHOLE], by=alice)

    assert fresh(dossier).due_on == fixed
