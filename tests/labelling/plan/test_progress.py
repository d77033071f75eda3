"""Plan of actions once it is signed: what still advances, and what says that the stock has changed."""

import pytest

from labelling.path.plan import edits
from labelling.path.plan.calendar import actions as actions_of_calendar
from labelling.path.plan.models import Action, ActionPlan
from labelling.path.stock import actions as stock
from portal.core import clock
from portal.workflow import audit_log
from tests.labelling.labels.factories import make_label
from tests.labelling.plan.test_plan import WHOLE
from tests.labelling.stock.factories import address, make_residences


def test_a_plan_signed_before_the_stock_changed_says_so(member, alice, dossier):
    edits.add_actions(dossier, [WHOLE], by=alice)
    (one,) = make_residences(dossier.organism)
    edits.validate(dossier, by=alice)
    url = address("plan_detail", dossier)
    said = "Le patrimoine a changé depuis la signature"
    row = {"code": one.code, "name": one.name, "homes": one.homes}
    stock.write_residences(dossier, [row], by=alice)
    assert said not in member.get(url).text

    stock.write_residences(dossier, [row | {"homes": 40}], by=alice)
    assert said in member.get(url).text

    edits.validate(dossier, by=alice)
    assert said not in member.get(url).text

    stock.set_in_stock(dossier, one, is_active=False, by=alice)
    assert said in member.get(url).text


@pytest.mark.parametrize("state", ["audit", "follow_up", "review", "scheduled"])
def test_an_action_advances_after_the_plan_is_frozen_and_nothing_else_does(
    member, signed_in, sonia, alice, dossier, state
):
    (made,) = edits.add_actions(dossier, [WHOLE], by=alice)
    edits.validate(dossier, by=alice)
    type(dossier).objects.filter(pk=dossier.pk).update(state=state)
    url = address("plan_action", dossier, made.number)
    seen = member.get(url).context["seen"]

    assert f'href="{url}"' in member.get(address("plan_detail", dossier)).text
    sent = {"progress": "done", "title": "Autre chose", "seen": seen}
    assert member.post(url, sent).status_code == 302
    made.refresh_from_db()
    assert (made.progress, made.title) == ("done", WHOLE["title"])
    assert ActionPlan.objects.get().validated_on == clock.today()
    assert audit_log.entries_of(dossier).first().sentence.endswith("«\u00a0faite\u00a0».")
    assert signed_in(sonia).post(url, {"progress": "doing"}).status_code == 403


@pytest.mark.parametrize(
    ("state", "is_open"), [("active", True), ("suspended", True), ("expired", False)]
)
def test_an_action_advances_as_long_as_the_label_lives(member, alice, organism, state, is_open):
    label = make_label(organism, state=state)
    made = Action.objects.create(dossier=label.dossier, number=1, **WHOLE)
    url = address("plan_action", label.dossier, 1)

    assert member.post(url, {"progress": "doing"}).status_code == (302 if is_open else 403)
    made.refresh_from_db()
    assert made.progress == ("doing" if is_open else "planned")
    found = actions_of_calendar(alice)
    assert [row.pk for row in found] == ([made.pk] if is_open else [])


def test_two_colleagues_on_one_progress_see_both(member, alice, dossier):
    (made,) = edits.add_actions(dossier, [WHOLE], by=alice)
    type(dossier).objects.filter(pk=dossier.pk).update(state="audit")
    url = address("plan_action", dossier, made.number)
    seen = member.get(url).context["seen"]
    edits.advance(made, "doing", by=alice)

    assert member.post(url, {"progress": "done", "seen": seen}).status_code == 409
