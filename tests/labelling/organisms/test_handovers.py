"""Departures: what somebody was in charge of, who is asked to take it over, who does."""

from datetime import date

import pytest

from labelling.parties.organisms.models import Membership, Organism
from labelling.parties.organisms.people import actions, handovers
from labelling.parties.organisms.people.models import Handover, charges
from labelling.path.plan.models import Action
from portal.models import User
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused, audit_log
from tests.factories import make_dossier, make_member, make_organism
from tests.labelling.complaints.test_retention import run
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe(organism):
    return make_member(organism, first_name="Zoé", last_name="Brun")


def membership(user, organism=None):
    rows = user.memberships.filter(organism=organism) if organism else user.memberships
    return rows.order_by("-pk").first()


def leave(user, by, successor=None):
    actions.deactivate(membership(user), by=by, successor=successor and membership(successor))
    return Handover.objects.filter(membership__user=user).first()


def tasks(user):
    found = worklist.lists(User.objects.get(pk=user.pk))
    return [(name, t.title) for name in found for t in found[name] if "ce que suivait" in t.title]


def page(organism):
    return f"/espace/organismes/{organism.slug}/"


def test_a_departure_is_a_task_for_who_remains_then_for_who_succeeds(
    organism, alice, chloe, zoe, sonia
):
    handover = leave(chloe, alice)
    asked = [tasks(who) for who in (alice, zoe, chloe, sonia)]
    handovers.name_successor(handover, by=alice, successor=membership(zoe))
    named = [tasks(who) for who in (alice, zoe)]
    handovers.finish(handover, by=zoe)

    to_say = [("do", f"Dire qui reprend ce que suivait {chloe}")]
    assert asked == [to_say, to_say, [], []]
    assert named == [[], [("do", f"Reprendre ce que suivait {chloe}")]]
    assert [tasks(who) for who in (alice, zoe)] == [[], []]
    assert [line.act for line in audit_log.entries_of(organism)][:3] == [
        "handover_done", "successor_named", "member_left",
    ]  # fmt: skip


def test_the_successor_may_be_named_with_the_departure(organism, alice, chloe, zoe, signed_in):
    client = signed_in(alice)
    sent = {
        "when": "now",
        "member": membership(chloe).pk,
        "successor": membership(zoe).pk,
        "once": new_key(),
    }
    itself = client.post(f"{page(organism)}depart/", sent | {"successor": membership(chloe).pk})
    answer = client.post(f"{page(organism)}depart/", sent)

    assert (itself.status_code, list(itself.context["form"].errors)) == (422, ["successor"])
    assert answer.status_code == 302
    assert Handover.objects.get().successor.user == zoe
    people = client.get(f"{page(organism)}personnes/").content.decode()
    assert f"{zoe} reprend" in people


def test_the_page_lists_what_the_person_was_in_charge_of(organism, alice, chloe, signed_in):
    dossier = make_dossier(organism, state="preparation")
    ended = make_dossier(organism, state="granted", dossier_type="extension")
    Membership.objects.filter(user=chloe).update(job="responsable qualité")
    facts = {"dossier": dossier, "scope": "transversal"}
    Action.objects.create(number=1, title="Livret d’accueil", owner="Responsable qualité", **facts)
    Action.objects.create(number=2, title="Halls", owner=f"Mme {chloe.last_name}", **facts)
    Action.objects.create(number=3, title="Ascenseurs", owner="Directeur technique", **facts)
    Action.objects.create(
        number=4, title="Bilan", owner="Responsable qualité", progress="done", **facts
    )
    handover = leave(chloe, alice)
    shown = signed_in(alice).get(handover.get_absolute_url()).content.decode()

    assert [what for what, _ in charges(membership(chloe))] == [
        f"Le dossier {dossier.reference}",
        "L’action «\u00a0Livret d’accueil\u00a0»",
        "L’action «\u00a0Halls\u00a0»",
    ]
    assert [dossier.reference in shown, ended.reference in shown] == [True, False]


def test_a_page_names_the_successor_who_then_says_it_is_done(
    organism, alice, chloe, zoe, signed_in
):
    handover = leave(chloe, alice)
    address = handover.get_absolute_url()
    client = signed_in(alice)
    sent = {"successor": membership(zoe).pk, "once": new_key()}
    answer = client.post(address, sent)
    early = client.post(f"{address}terminer/", {"once": new_key()})
    client = signed_in(zoe)
    button = f'action="{address}terminer/"' in client.get(address).content.decode()
    done = client.post(f"{address}terminer/", {"once": new_key()})
    late = client.post(address, sent | {"once": new_key()})

    assert (answer.status_code, early.status_code, button, done.status_code) == (
        302,
        403,
        True,
        302,
    )
    refused_page(late, f"{zoe} a tout repris")


def test_who_names_after_somebody_else_is_told_and_chooses_again(
    organism, alice, chloe, zoe, signed_in
):
    """From a page that showed nobody: the other one's choice stands until it is seen."""
    handover = leave(chloe, alice)
    client = signed_in(zoe)
    shown = client.get(handover.get_absolute_url()).context["seen"]
    handovers.name_successor(handover, by=alice, successor=membership(zoe))
    sent = {"successor": membership(alice).pk, "seen": shown, "once": new_key()}
    answer = client.post(handover.get_absolute_url(), sent)
    again = {"seen": answer.context["seen"], "once": new_key()}
    kept = Handover.objects.get().successor.user
    agreed = client.post(handover.get_absolute_url(), sent | again)

    assert (answer.status_code, agreed.status_code) == (409, 302)
    assert "Quelqu’un a désigné une personne" in answer.content.decode()
    assert (kept, Handover.objects.get().successor.user) == (zoe, alice)


def test_who_succeeds_and_leaves_gives_it_back(organism, alice, chloe, zoe):
    handover = leave(chloe, alice, successor=zoe)
    leave(zoe, alice)

    handover.refresh_from_db()
    assert handover.successor is None
    assert len(tasks(alice)) == 2


def test_nobody_from_elsewhere_nor_gone_succeeds(organism, alice, chloe, zoe, bob):
    handover = leave(chloe, alice)
    elsewhere = make_member(make_organism())
    leave(zoe, alice)
    for successor in (membership(elsewhere), membership(zoe)):
        with pytest.raises(Refused) as told:
            handovers.name_successor(handover, by=alice, successor=successor)
        assert told.value.codes == ["not_there"]
    with pytest.raises(Forbidden):
        handovers.name_successor(handover, by=bob, successor=membership(alice))


def test_a_successor_who_has_left_meanwhile_stops_the_departure(organism, alice, chloe, zoe):
    gone = membership(zoe)
    leave(zoe, alice)
    with pytest.raises(Refused):
        actions.deactivate(membership(chloe), by=alice, successor=gone)

    assert membership(chloe).is_active


def test_where_nobody_remains_nothing_waits(organism, chloe, sonia):
    assert leave(chloe, sonia) is None


def test_an_absorbed_organism_has_nothing_to_hand_over(organism, alice, chloe):
    Organism.objects.filter(pk=organism.pk).update(is_active=False)

    assert leave(chloe, alice) is None


def test_a_handover_leaves_a_year_after_it_is_done(organism, alice, chloe, zoe):
    handover = leave(chloe, alice, successor=zoe)
    Handover.objects.filter(pk=handover.pk).update(done_on=date(2026, 11, 24))
    run("handover", date(2027, 11, 23))
    kept = Handover.objects.count()
    run("handover", date(2027, 11, 24))

    assert (kept, Handover.objects.count()) == (1, 0)
