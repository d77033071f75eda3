"""Mergers: what stops, what goes before the committee, who is told, what the pages say (BR-05)."""

from datetime import date, timedelta

import pytest

from labelling.committee.models import AgendaItem, Decision
from labelling.parties.organisms.models import Merger, Organism
from labelling.parties.organisms.people import actions
from labelling.path.dossiers.steps import opening
from labelling.title.hearings.workflow import end_hearing
from labelling.title.labels.models import Label
from portal.accounts.models import Invitation
from portal.core import clock
from portal.figures import Period, figure
from portal.models import Role
from portal.notifications import outbox
from portal.scenario.registry import ACTS
from portal.ui import words
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests import factories
from tests.labelling.committee.factories import in_review, make_committee, make_session
from tests.labelling.labels.factories import make_label
from tests.labelling.mergers.conftest import NOW
from tests.labelling.mergers.factories import ACT, REASON, carried, merge
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


def page(organism):
    return f"/espace/organismes/{organism.slug}/"


def form(taker, **facts):
    return {
        "absorbing": taker.pk, "effective_on": "2026-11-01", "act": ACT, "reason": REASON,
        "keeps_function": "", "once": new_key(),
    } | facts  # fmt: skip


def refusal(function, *args, **facts):
    with pytest.raises(Refused) as told:
        function(*args, **facts)
    return told.value.codes


def test_br05_the_absorbed_organism_exercises_no_more_and_its_open_dossiers_stop(
    organism, alice, taker, sonia
):
    dossiers = [
        factories.make_dossier(organism, state=state, dossier_type=kind)
        for state, kind in (("preparation", "initial"), ("draft", "extension"))
    ]
    ended = factories.make_dossier(organism, state="refused", dossier_type="renewal")
    merger = merge(organism, taker, sonia)

    organism.refresh_from_db()
    found = [type(one).objects.get(pk=one.pk) for one in (*dossiers, ended)]
    assert not organism.is_active
    assert [one.state for one in found] == ["discontinued", "discontinued", "refused"]
    assert REASON in found[0].outcome_reason
    assert audit_log.entries_of(found[0]).first().sentence == (
        f"{sonia} a arrêté le dossier\u00a0: l’organisme est absorbé."
    )
    assert refusal(opening.open_dossier, organism, by=alice) == ["inactive"]
    assert (merger.absorbed, merger.absorbing, merger.act) == (organism, taker, ACT)
    told = figure("flows.discontinued").cases(Period.of_year(clock.today().year))
    assert told == []  # the organism has given nothing up


def test_br05_its_label_is_heard_and_stays_a_task_until_the_committee_has_decided(
    organism, alice, taker, sonia, carla_and_nora
):
    _, nora = carla_and_nora
    label = make_label(organism)
    merge(organism, taker, sonia)

    def tasks():
        found = worklist.lists(sonia)
        about = words.of(organism)
        return [(name, task.title) for name in found for task in found[name] if about in task.title]

    label = Label.objects.get(pk=label.pk)
    heard = f"Phase contradictoire {words.of(organism)}"
    assert (label.state, label.notice_sent_on) == ("active", clock.today())
    assert tasks() == [(worklist.WATCH, heard)]
    with clock.at(NOW + timedelta(60)):
        assert tasks() == [(worklist.DO, heard)]
        session = make_session(nora, days=40)
        ACTS["committee.list_label"](by=sonia, on=session, label=label, kind="withdrawal")
        assert tasks() == [(worklist.WATCH, heard)]
        item = AgendaItem.objects.get(label=label)
        AgendaItem.objects.filter(pk=item.pk).update(state="validated")
        decide(item, nora)
        end_hearing(label, by=sonia)
        assert tasks() == []
        Decision.objects.update(
            annulled_on=clock.today(),
            annulment_reason="Vice.",
            annulment_reference="QH-R-2026-0001",
        )
        opening = f"Label {words.of(organism)}, absorbé\u00a0: ouvrir la phase contradictoire"
        assert tasks() == [(worklist.DO, opening)]


def decide(item, by):
    Decision.objects.create(
        item=item, option="no", counts={}, rule_text="Majorité", arithmetic="8 sur 10",
        decided_on=clock.today(), validated_by=by,
    )  # fmt: skip


def test_br05_a_hearing_that_runs_is_not_opened_twice(organism, alice, taker, sonia):
    label = make_label(organism, state="suspended", suspended_on=date(2026, 10, 1))
    Label.objects.filter(pk=label.pk).update(notice_sent_on=date(2026, 11, 2))
    merge(organism, taker, sonia)

    assert Label.objects.get().notice_sent_on == date(2026, 11, 2)


def test_br05_people_of_both_are_told_and_the_chosen_ones_are_invited(
    organism, alice, chloe, taker, zoe, sonia, mailoutbox
):
    both = factories.make_member(taker, "contact", user=chloe)
    pending = actions.invite_member(organism, "nouvelle@exemple.fr", "contact", by=alice)
    merge(organism, taker, sonia, carried=carried(organism))
    outbox.deliver_due()

    told = {mail.to[0]: mail.subject for mail in mailoutbox if "absor" in mail.subject}
    invited = Invitation.objects.pending()
    pending.refresh_from_db()
    assert set(told) == {alice.email, zoe.email, both.email}
    assert [(one.email, one.data["organism"], one.data["function"]) for one in invited] == [
        (alice.email, "grand-office", "contact")  # Chloé is there already
    ]
    assert pending.withdrawn_at is not None
    assert alice.memberships.get().is_active  # she reads what was theirs, and answers the hearing


def test_br05_a_signatory_may_be_invited_with_the_function_they_have(organism, alice, taker, sonia):
    merge(organism, taker, sonia, carried=carried(organism), keeps_function=True)

    assert Invitation.objects.pending().get().data["function"] == "signatory"


def test_br05_br04_does_not_hold_the_last_signatory_of_an_absorbed_organism(
    organism, alice, taker, sonia
):
    merge(organism, taker, sonia)
    actions.deactivate(alice.memberships.get(), by=sonia)

    assert not alice.memberships.get().is_active


def test_br05_both_histories_and_both_pages_tell_it(organism, alice, taker, zoe, sonia, signed_in):
    merger = merge(organism, taker, sonia)

    lines = [audit_log.entries_of(one).first() for one in (organism, taker)]
    assert [line.act for line in lines] == ["organism_absorbed", "organism_absorbs"]
    assert lines[0].data["absorbing"] == taker.slug
    for who, own in ((alice, organism), (zoe, taker)):
        client = signed_in(who)
        assert merger.get_absolute_url() in client.get(page(own)).content.decode()
        told = client.get(merger.get_absolute_url()).content.decode()
        assert [said in told for said in (ACT, REASON, f'href="{page(own)}"')] == [True] * 3
    assert signed_in(zoe).get(page(organism)).status_code == 404
    assert signed_in(factories.make_user()).get(merger.get_absolute_url()).status_code == 404


def test_br05_the_page_says_what_the_act_will_do_then_does_it(
    organism, alice, chloe, taker, sonia, signed_in
):
    dossier = factories.make_dossier(organism, state="review")
    label = make_label(organism)
    client = signed_in(sonia)
    shown = client.get(f"{page(organism)}absorber/").content.decode()
    said = (
        dossier.reference,
        label.reference,
        "2\u00a0personnes sont prévenues",
        "Cet acte ne s’annule pas.",
    )
    member = alice.memberships.get()
    answer = client.post(f"{page(organism)}absorber/", form(taker, carried=[member.pk]))

    assert [one for one in said if one not in shown] == []
    assert (answer.status_code, answer["Location"]) == (302, f"{page(organism)}absorption/")
    assert [one.email for one in Invitation.objects.pending()] == [alice.email]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"absorbing": ""}, "absorbing"),
        ({"effective_on": "2027-03-01"}, "effective_on"),
        ({"act": ""}, "act"),
        ({"reason": "Fusion."}, "reason"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_changes_nothing(
    organism, taker, sonia, signed_in, facts, field
):
    answer = signed_in(sonia).post(f"{page(organism)}absorber/", form(taker, **facts))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert (Merger.objects.count(), Organism.objects.get(pk=organism.pk).is_active) == (0, True)


def test_an_organism_is_absorbed_once_and_neither_by_itself_nor_by_one_that_is_gone(
    organism, taker, sonia, signed_in
):
    third = factories.make_organism()
    assert refusal(merge, organism, organism, sonia) == ["itself"]
    merge(organism, taker, sonia)

    assert refusal(merge, organism, third, sonia) == ["inactive"]
    assert refusal(merge, third, organism, sonia) == ["inactive"]
    client = signed_in(sonia)
    refused_page(client.get(f"{page(organism)}absorber/"), "son absorption est déjà enregistrée")
    refused_page(client.post(f"{page(organism)}absorber/", form(third)), "n’exerce plus")
    assert Merger.objects.count() == 1


def test_a_vote_that_is_open_holds_the_whole_act(organism, taker, sonia, carla_and_nora):
    _, nora = carla_and_nora
    draft = factories.make_dossier(organism, state="draft", dossier_type="extension")
    dossier = in_review(organism)
    session = make_session(nora, days=40)
    ACTS["committee.list_dossier"](by=sonia, on=session, dossier=dossier)
    AgendaItem.objects.update(state="open")
    assert refusal(merge, organism, taker, sonia) == ["vote_open"]

    states = {one.state for one in organism.dossiers.all()}
    assert (states, type(draft).objects.get(pk=draft.pk).state) == ({"draft", "scheduled"}, "draft")
    assert (Organism.objects.get(pk=organism.pk).is_active, Merger.objects.count()) == (True, 0)


@pytest.mark.parametrize("who", ["alice", "dircom"])
def test_the_act_is_the_office_s_alone(request, organism, taker, who):
    with pytest.raises(Forbidden):
        merge(organism, taker, request.getfixturevalue(who))

    assert Merger.objects.count() == 0


def test_the_scenario_absorbs(organism, alice, taker, sonia):
    ACTS["organism.absorb"](by=sonia, on=taker, absorbed=organism, deed=ACT, reason=REASON)

    assert (Merger.objects.get().absorbed, Invitation.objects.count()) == (organism, 1)


@pytest.fixture
def carla_and_nora(today):
    people = make_committee(5)
    return people["PRES"], factories.make_user("Nora", "Perrin", roles=[Role.SECRETARY])
