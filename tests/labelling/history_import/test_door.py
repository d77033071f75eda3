"""The engine's door for the past: what it refuses, what its lines say, who may call it."""

from datetime import date
from pathlib import Path

import pytest

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
from portal.core import clock
from portal.models import Message, Role
from portal.workflow import Forbidden, Refused, audit_log
from portal.workflow.taking_over import Past, take_over
from tests import factories

pytestmark = pytest.mark.django_db


def past_dossier(organism, state="preparation", fact_on="2025-T2", **fields):
    dossier = LabelDossier(
        reference=f"QH-D-2026-09{LabelDossier.objects.count() + 1:02}",
        organism=organism,
        rules=current_rules(),
        framework=current_framework(),
        taken_over_on=clock.today(),
        **fields,
    )
    return Past(dossier, "le dossier", state, fact_on, {"sheet": "Organismes", "row": 4})


def past_label(organism, state, start=date(2024, 6, 13), end=date(2027, 6, 12), **fields):
    dossier = factories.make_dossier(organism, state="granted")
    label = Label(
        reference=f"QH-L-2024-09{dossier.pk}",
        organism=organism,
        dossier=dossier,
        start_on=start,
        end_on=end,
        taken_over_on=clock.today(),
        **fields,
    )
    return Past(label, "le label", state, start.isoformat())


def codes(pasts, by):
    with pytest.raises(Refused) as refused:
        take_over(pasts, by=by)
    return refused.value.codes


def test_a_line_bears_the_day_of_its_writing_and_that_of_the_fact(organism, sonia):
    [dossier] = take_over([past_dossier(organism)], by=sonia)

    [line] = audit_log.entries_of(dossier)
    assert (line.act, line.source, line.target) == ("take_over", "", "preparation")
    assert (line.at, line.actor) == (clock.now(), sonia)
    assert line.data == {"fact_on": "2025-T2", "sheet": "Organismes", "row": 4}
    said = "a repris le dossier du suivi du référent (2e trimestre 2025)."
    assert line.sentence == f"{sonia} {said}"
    assert LabelDossier.objects.get(pk=dossier.pk).since_at == clock.now()


def test_a_thing_is_where_it_stands_since_the_day_of_its_fact_when_it_is_known(organism, sonia):
    [dossier] = take_over([past_dossier(organism, fact_on="2025-06-02")], by=sonia)

    since = dossier.since_at.astimezone(clock.PARIS)
    assert since.date() == date(2025, 6, 2)


def test_nothing_is_fired_and_nobody_is_told(organism, alice, sonia):
    take_over(
        [past_label(organism, "active"), past_label(factories.make_organism(), "expired")], by=sonia
    )

    assert Message.objects.count() == 0
    assert [label.attestations.count() for label in Label.objects.all()] == [0, 0]


def test_a_state_that_the_table_does_not_know_is_refused(organism, sonia):
    assert codes([past_dossier(organism, "archived")], sonia) == ["unknown_state"]
    assert LabelDossier.objects.count() == 0


def test_a_decision_has_its_day(organism, sonia):
    assert codes([past_dossier(organism, "granted")], sonia) == ["undecided"]


def test_a_decision_follows_its_application(organism, sonia):
    days = {"submitted_on": date(2025, 2, 3), "decided_on": date(2024, 12, 5)}

    assert codes([past_dossier(organism, "granted", **days)], sonia) == ["decided_before"]


def test_br12_two_dossiers_of_a_type_are_not_open_at_once(organism, sonia):
    open_one = past_dossier(organism)
    take_over([open_one], by=sonia)

    assert codes([past_dossier(organism)], sonia) == ["already_open"]


def test_a_label_begins_before_it_ends(organism, sonia):
    reversed_label = past_label(organism, "active", date(2027, 6, 12), date(2024, 6, 13))

    assert codes([reversed_label], sonia) == ["ends_before"]


def test_a_label_in_force_has_not_ceased(organism, sonia):
    assert codes([past_label(organism, "active", ended_on=date(2025, 1, 1))], sonia) == ["ended"]


def test_br64_two_labels_are_not_in_force_at_once(organism, sonia):
    both = [past_label(organism, "active"), past_label(organism, "suspended")]

    assert codes(both, sonia) == ["two_labels"]
    take_over(both[:1], by=sonia)
    assert codes([past_label(organism, "extended")], sonia) == ["two_labels"]


def test_what_the_portal_has_already_is_no_past(organism, dossier, sonia):
    assert "stored" in codes([Past(dossier, "le dossier", "preparation")], sonia)


@pytest.mark.parametrize("roles", [(), (Role.DEPUTY,), (Role.SECRETARY,), (Role.TECH,)])
def test_nobody_but_the_referent_passes(organism, roles):
    by = factories.make_user("Denis", roles=roles)

    with pytest.raises(Forbidden):
        take_over([past_dossier(organism)], by=by)
    with pytest.raises(Forbidden):
        take_over([], by=None)


def test_lines_of_one_aggregate_are_one_chain(organism, sonia):
    things = [Organism(name=f"Repris {n}", slug=f"repris-{n}", family="OPH", region="84",
                       taken_over_on=clock.today()) for n in range(3)]  # fmt: skip
    take_over([Past(one, f"l’organisme {one}") for one in things], by=sonia)
    audit_log.write(things[1], by=sonia, act="other", sentence="Sonia a écrit.")

    assert [line.seq for line in audit_log.entries_of(things[1])] == [2, 1]
    assert audit_log.broken() == []


def test_no_other_module_enters_by_the_door():
    """The import contract says it to the build; this says it to whoever reads the tests."""

    root = Path(__file__).parents[3]
    callers = {
        str(path.relative_to(root))
        for folder in ("portal", "labelling", "observatory", "community", "home")
        for path in (root / folder).rglob("*.py")
        if "workflow.taking_over" in path.read_text() or "taking_over as door" in path.read_text()
    }

    assert callers == {
        "labelling/steering/history_import/past/storage.py",
        "labelling/steering/history_import/past/results.py",
    }
