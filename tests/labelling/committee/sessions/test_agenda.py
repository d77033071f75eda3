"""Convocation and agenda: BR-46, BR-47, and who may list what."""

from datetime import datetime, time

import pytest

from labelling.committee.agenda import actions
from labelling.committee.models import AgendaItem
from portal.core import clock
from portal.models import Message
from portal.workflow import Forbidden, Refused, Stale
from tests import factories
from tests.labelling.committee.factories import HELD, attend, fire, fresh, in_review, make_session

pytestmark = pytest.mark.django_db
LABEL = AgendaItem.Kind.LABEL


@pytest.mark.parametrize(("days", "is_refused"), [(14, True), (15, False), (16, False)])
def test_br46_a_convocation_leaves_fifteen_days_before(item, session, nora, days, is_refused):
    """14 days is refused when D09a is 15."""
    with clock.at(datetime(2026, 12, 17 - days, 9)):
        if is_refused:
            with pytest.raises(Refused) as refusal:
                fire(session, "convene", nora)
            assert refusal.value.codes == ["late_convocation"]
        else:
            fire(session, "convene", nora)
    assert fresh(session).state == ("draft" if is_refused else "convened")


def test_br46_only_the_president_convenes_late_and_says_why(item, session, nora, carla):
    with clock.at(datetime(2026, 12, 10, 9)):
        with pytest.raises(Refused):
            fire(
                session, "convene", nora, urgency_reason="Un label échoit avant la séance suivante."
            )
        fire(session, "convene", carla, urgency_reason="Un label échoit avant la séance suivante.")
    assert fresh(session).urgency_reason == "Un label échoit avant la séance suivante."


def test_an_empty_agenda_is_not_convened(session, nora):
    with pytest.raises(Refused) as refusal:
        fire(session, "convene", nora)
    assert refusal.value.codes == ["empty_agenda"]


def test_members_are_called_and_see_the_session_from_then_on(item, session, nora, people):
    member = people["S3"]
    before = type(session).objects.visible_to(member).count()

    fire(session, "convene", nora)

    called = set(Message.objects.filter(notice="session.convened").values_list("person", flat=True))
    assert called == {person.pk for person in people.values()}
    assert (before, type(session).objects.visible_to(member).count()) == (0, 1)


@pytest.mark.parametrize("state", ["preparation", "audit", "follow_up", "adjourned", "granted"])
def test_br47_a_dossier_is_listed_in_review_only(session, sonia, state):
    with pytest.raises(Refused) as refusal:
        actions.add(session, LABEL, factories.make_dossier(state=state), by=sonia)
    assert refusal.value.codes == ["not_in_review"]


@pytest.mark.parametrize(("day", "is_listed"), [(25, True), (26, True), (27, False)])
def test_br47_after_the_freeze_nothing_is_listed(session, sonia, day, is_listed):
    """The freeze of 17 December is on 26 November."""
    dossier = in_review()
    with clock.at(datetime(2026, 11, day, 9)):
        if is_listed:
            actions.add(session, LABEL, dossier, by=sonia)
        else:
            with pytest.raises(Refused) as refusal:
                actions.add(session, LABEL, dossier, by=sonia)
            assert refusal.value.codes == ["frozen"]
    assert fresh(dossier).state == ("scheduled" if is_listed else "review")


def test_listing_is_one_act(item):
    """The point and the state of the dossier are written together, or not at all."""
    assert (item.number, item.dossier.state, item.state) == (1, "scheduled", "not_open")


def test_a_dossier_without_note_leaves_no_point(session, sonia):
    with pytest.raises(Refused) as refusal:
        actions.add(session, LABEL, in_review(instruction_note=""), by=sonia)
    assert refusal.value.codes == ["no_note"]
    assert session.items.count() == 0


def test_of_several_points_a_refusal_names_the_one_that_it_is_about_and_none_is_listed(
    session, sonia
):
    ready, short = in_review(), in_review(instruction_note="Trop court.")
    with pytest.raises(Refused) as refusal:
        actions.add_all(session, [(LABEL, ready), (LABEL, short)], by=sonia)

    [problem] = refusal.value.problems
    assert problem.text.startswith(f"{short}\u00a0: ")
    assert session.items.count() == 0


def test_a_dossier_is_not_listed_twice(item, session, sonia):
    other = make_session(sonia, days=90)
    with pytest.raises(Refused) as refusal:
        actions.add(other, LABEL, fresh(item.dossier), by=sonia)
    assert refusal.value.codes == ["already_listed"]


def test_members_and_organisms_list_nothing(session, people, alice):
    dossier = in_review()
    for person in (people["S3"], alice):
        with pytest.raises(Forbidden):
            actions.add(session, LABEL, dossier, by=person)


def test_members_and_organisms_prepare_no_session(people, alice):
    for person in (people["S3"], alice):
        with pytest.raises(Forbidden):
            actions.create(person, held_on=clock.today(), starts_at=time(14), place="Paris")


def test_a_removed_point_sends_its_dossier_back(item, sonia):
    fire(item, "remove", sonia, reason="L’organisme apporte une pièce nouvelle.")

    assert (fresh(item).state, fresh(item.dossier).state) == ("removed", "review")


def test_a_cancelled_session_frees_its_dossiers(item, session, nora):
    fire(session, "cancel", nora, reason="La salle n’est plus disponible ce jour.")

    assert (fresh(session).state, fresh(item).state, fresh(item.dossier).state) == (
        "cancelled",
        "removed",
        "review",
    )


def test_a_convocation_on_an_old_page_is_refused(item, session, nora):
    shown = fresh(session).version
    agenda_version = shown - 1
    with pytest.raises(Stale):
        session.workflow.fire(session, "convene", by=nora, expected_version=agenda_version)


def test_packs_are_frozen_when_sent(item, session, nora):
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)

    assert len(fresh(item).pack_digest) == 64


def test_a_pack_that_changed_since_it_was_sent_says_so(item, session, nora, signed_in):
    """Its page reads the dossier of today: the fingerprint of the sending is compared with it."""
    fire(session, "convene", nora)
    fire(session, "send_pack", nora)
    url = f"{fresh(item).get_absolute_url()}dossier/"
    said = "Ce dossier a changé depuis l’envoi"
    assert "sont ceux qui ont été envoyés" in signed_in(nora).get(url).text

    dossier = fresh(item).dossier
    type(dossier).objects.filter(pk=dossier.pk).update(instruction_note="Une autre note.")

    assert said in signed_in(nora).get(url).text


def test_a_pack_is_not_sent_with_a_dossier_that_left(item, session, nora):
    """One that stops leaves the agenda by itself (test_stopping); any other way out is asked again here."""
    fire(session, "convene", nora)
    type(item.dossier).objects.filter(pk=item.dossier_id).update(state="discontinued")
    with pytest.raises(Refused) as refusal:
        fire(session, "send_pack", nora)
    assert refusal.value.codes == ["subject_state"]


def test_from_a_dossier_one_is_led_to_the_sessions_that_take_it(session, sonia, signed_in):
    """A session whose agenda is frozen is not offered; in the other one the dossier is ticked."""
    dossier = in_review()
    with clock.at(datetime(2026, 11, 2, 9)):
        frozen = make_session(sonia, days=17)  # frozen since four days ago
        client = signed_in(sonia)
        page = client.get(f"/espace/comite/?dossier={dossier.reference}").content.decode()
        agenda_url = f"{session.get_absolute_url()}ordre-du-jour/?dossier={dossier.reference}"

        assert f'href="{agenda_url}"' in page
        assert f"{frozen.get_absolute_url()}ordre-du-jour/" not in page
        form = client.get(agenda_url).context["form"]
        assert form.initial["label"] == [dossier.reference]
        assert (
            "Où inscrire"
            not in client.get("/espace/comite/?dossier=QH-D-2026-9999").content.decode()
        )


def test_a_session_is_due_to_be_convened_sent_then_held(session, item, nora, carla):
    """D09a, D09b, then its day, sent or open."""
    assert session.due_on == session.due_date("D09a")

    fire(session, "convene", nora)
    assert fresh(session).due_on == session.due_date("D09b")

    fire(session, "send_pack", nora)
    assert fresh(session).due_on == session.held_on

    with clock.at(HELD):
        attend(session, nora)
        fire(session, "open", carla)
    assert (fresh(session).state, fresh(session).due_on) == ("open", session.held_on)
