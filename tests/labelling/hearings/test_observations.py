"""Hearing of an organism before a measure on its label (BR-72): what is told, and what it answers until D15."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.title.hearings.models import Hearing
from portal import calendar
from portal.core import clock
from portal.models import Message, Role
from portal.notifications import outbox, rendering
from portal.scenario.files import document
from portal.web import worklist
from portal.workflow import Refused, audit_log, comparing
from portal.workflow.tables import Forbidden
from tests.factories import make_user
from tests.labelling.labels.factories import make_label

NBSP = "\u00a0"
pytestmark = pytest.mark.django_db
GROUNDS = "Trois tours sont sans eau chaude depuis dix jours, malgré deux rappels écrits."
ANSWER = "La chaudière est remplacée depuis le 2 décembre, le procès-verbal est joint."
OPENED, LAST, AFTER = (
    datetime(2026, 11, 24, 12),
    datetime(2026, 12, 24, 18),
    datetime(2026, 12, 25, 8),
)


@pytest.fixture
def hearing(organism, alice, sonia):
    with clock.at(OPENED):
        label = make_label(organism)
        label.workflow.fire(
            label, "open_contradictory", by=sonia, measure="suspension", reason=GROUNDS
        )
    return Hearing.objects.get()


def fire(thing, name, **data):
    return thing.workflow.fire(thing, name, **data)


def tasks(user):
    return [
        (name, task.title, task.context.replace(NBSP, " "), task.hand, task.due_on)
        for name, rows in worklist.lists(user).items()
        for task in rows
        if "phases-contradictoires" in task.url
    ]


def test_br72_the_written_notice_asks_the_measure_and_its_grounds(
    organism, alice, sonia, signed_in
):
    with clock.at(OPENED):
        label = make_label(organism)
        url = f"{label.get_absolute_url()}ouvrir-la-phase-contradictoire/"
        page = signed_in(sonia)
        version = page.get(url).context["version"]
        missing = page.post(url, {"version": version, "reason": GROUNDS})
        page.post(url, {"version": version, "reason": GROUNDS, "measure": "withdrawal"})

    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["measure"])
    one = Hearing.objects.get()
    assert (one.measure, one.grounds, one.opened_by, one.until_on, one.state) == (
        "withdrawal", GROUNDS, sonia, date(2026, 12, 24), "open",
    )  # fmt: skip


def test_br72_a_suspended_label_is_heard_on_a_withdrawal_alone(organism, sonia, signed_in):
    label = make_label(organism, state="suspended")
    url = f"{label.get_absolute_url()}ouvrir-la-phase-contradictoire-suspension/"

    field = signed_in(sonia).get(url).context["form"].fields["measure"]

    assert [value for value, _ in field.choices] == ["withdrawal"]


def test_br72_the_mail_tells_the_measure_its_grounds_the_last_day_and_the_page(hearing):
    message = Message.objects.get(notice="hearing.opened")
    body = rendering.prepare_message(message, hearing).body.replace(NBSP, " ")

    asked = ("suspension du label", GROUNDS, "24 décembre 2026", hearing.get_absolute_url())
    assert [said for said in asked if said not in body] == []
    assert "trente" not in body


def test_the_page_of_the_label_offers_no_second_hearing_and_leads_to_the_first(
    hearing, sonia, signed_in
):
    with clock.at(OPENED):
        page = signed_in(sonia).get(hearing.label.get_absolute_url())

    labels = [offer.transition.label for offer in page.context["offers"]]
    assert "Ouvrir la phase contradictoire" not in labels
    assert "Clore la phase contradictoire" in labels
    assert f'href="{hearing.get_absolute_url()}"' in page.content.decode()


def test_br72_a_member_presents_and_completes_observations_until_the_last_day(
    hearing, chloe, sonia, signed_in
):
    """The last text counts; files are added to those that were sent."""
    page = signed_in(chloe)
    with clock.at(LAST):
        for address, text, name in (
            ("presenter-nos-observations", ANSWER, "proces-verbal"),
            ("completer-nos-observations", f"{ANSWER} Une photo suit.", "photo"),
        ):
            url = f"{hearing.get_absolute_url()}{address}/"
            shown = page.get(url).context
            sent = page.post(
                url,
                {"version": shown["version"], "observations": text,
                 "files": [document(name, "Un texte.")]},
            )  # fmt: skip
            assert sent.status_code == 302, sent.context["form"].errors
        seen = page.get(hearing.get_absolute_url()).content.decode()

    hearing.refresh_from_db()
    assert (hearing.state, hearing.observations, hearing.answered_by) == (
        "answered", f"{ANSWER} Une photo suit.", chloe,
    )  # fmt: skip
    assert hearing.due_on == date(2026, 12, 24)
    assert [one.name in seen for one in hearing.files] == [True, True]
    told = Message.objects.filter(notice="hearing.answered")
    assert set(told.values_list("person", flat=True)) == {sonia.pk}
    acts = [entry.act for entry in audit_log.entries_of(hearing.label)]
    assert acts[:2] == ["complete", "answer"]


def test_br72_after_the_last_day_the_form_is_closed_and_says_so(hearing, alice, signed_in):
    with clock.at(AFTER):
        page = signed_in(alice)
        seen = page.get(hearing.get_absolute_url())
        sent = page.post(
            f"{hearing.get_absolute_url()}presenter-nos-observations/",
            {"version": hearing.version, "observations": ANSWER},
        )
        with pytest.raises(Refused) as refused:
            fire(hearing, "answer", by=alice, observations=ANSWER)

    assert (sent.status_code, seen.context["offers"]) == (409, [])
    assert "Le délai des observations est passé" in seen.content.decode()
    assert ANSWER in sent.content.decode()
    assert refused.value.codes == ["over"]


def test_br72_the_office_does_not_answer_for_the_organism(hearing, sonia):
    with clock.at(LAST), pytest.raises(Forbidden):
        fire(hearing, "answer", by=sonia, observations=ANSWER)


def test_br72_both_homes_follow_the_hearing(hearing, alice, sonia):
    title = "Phase contradictoire de Valmeyre Habitat"
    reference, until = hearing.label.reference, date(2026, 12, 24)
    with clock.at(OPENED):
        awaited = tasks(alice), tasks(sonia)
    with clock.at(AFTER):
        silent = tasks(alice), tasks(sonia)
    with clock.at(LAST):
        fire(hearing, "answer", by=alice, observations=ANSWER)
        answered = tasks(alice), tasks(sonia)
    with clock.at(AFTER):
        over = tasks(sonia)

    own = "Phase contradictoire sur le label"
    assert awaited == (
        [("do", own, f"{reference}, suspension du label", "vous", until)],
        [("watch", title, f"{reference}, observations attendues jusqu’au 24 décembre 2026",
          "l’organisme", until)],
    )  # fmt: skip
    assert silent == (
        [
            (
                "wait",
                own,
                f"{reference}, aucune observation reçue au 24 décembre 2026",
                "le référent label",
                None,
            )
        ],
        [("do", title, f"{reference}, aucune observation reçue au 24 décembre 2026", "vous", None)],
    )
    assert [row[0] for rows in answered for row in rows] == ["wait", "watch"]
    assert over == [
        ("do", title, f"{reference}, observations reçues le 24 décembre 2026", "vous", None)
    ]


def test_the_last_day_is_in_the_calendar_of_both(hearing, alice, sonia, bob):
    with clock.at(OPENED):
        found = [
            [one.day for one in calendar.moments(user, date(2026, 12, 1), date(2026, 12, 31))
             if one.uid.startswith("label-observations")]
            for user in (alice, sonia, bob)
        ]  # fmt: skip

    assert found == [[date(2026, 12, 24)], [date(2026, 12, 24)], []]


def test_the_organism_is_reminded_while_it_has_not_answered(hearing, alice):
    """D15: ten days and three days before."""
    for day in (14, 15, 21, 22):
        with clock.at(datetime(2026, 12, day, 9)):
            hearing.workflow.run_reminders()
    due = Message.objects.filter(notice="hearing.due")
    silent = due.count()
    with clock.at(datetime(2026, 12, 22, 10)):
        fire(hearing, "answer", by=alice, observations=ANSWER)
        outbox.deliver_due()

    assert silent == 2
    assert set(due.values_list("state", flat=True)) == {"dropped"}


def test_nobody_of_another_organism_reads_it(hearing, bob, signed_in):
    assert signed_in(bob).get(hearing.get_absolute_url()).status_code == 404


def test_an_observation_is_a_private_file(hearing, alice, bob, sonia, signed_in):
    with clock.at(LAST):
        fire(hearing, "answer", by=alice, observations=ANSWER, files=[document("pv", "Texte.")])
    url = hearing.files.get().get_absolute_url()
    tech = make_user(roles=[Role.TECH])

    found = []
    for user in (alice, sonia, bob, tech):
        response = signed_in(user).get(url)
        found.append(response.status_code)
        response.getvalue()

    assert found == [200, 200, 404, 404]


@pytest.mark.parametrize("way", ["drop_hearing", "renounce", "expire"])
def test_br72_it_ends_with_what_it_was_opened_for(hearing, alice, sonia, way):
    data = {
        "drop_hearing": {"by": sonia, "reason": GROUNDS},
        "renounce": {"by": alice, "ended_on": date(2026, 12, 24)},
        "expire": {},
    }
    with clock.at(LAST):
        fire(hearing.label, way, **data[way])
    hearing.refresh_from_db()

    assert (hearing.state, hearing.closed_on) == ("closed", date(2026, 12, 24))


def test_a_home_asks_as_many_queries_for_one_hearing_as_for_many(
    hearing, sonia, django_assert_num_queries
):
    with clock.at(AFTER):
        worklist.lists(sonia)
        with CaptureQueriesContext(connection) as one:
            worklist.lists(sonia)
        for _ in range(3):
            label = make_label()
            fire(label, "open_contradictory", by=sonia, measure="withdrawal", reason=GROUNDS)
        with django_assert_num_queries(len(one)):
            worklist.lists(sonia)


def test_br72_once_the_last_day_is_past_the_page_tells_the_office_what_to_do(
    hearing, alice, sonia, signed_in
):
    with clock.at(AFTER):
        found = [signed_in(one).get(hearing.get_absolute_url()) for one in (alice, sonia)]

    assert [page.context["after"]["hand"] for page in found] == ["le référent label", "vous"]
    assert ["Sans réponse" in page.content.decode() for page in found] == [True, True]
    address = hearing.label.get_absolute_url()
    assert [page.context["after"].get("url") for page in found] == [None, address]


def test_an_observation_changed_beside_the_portal_is_found(hearing, alice):
    with clock.at(LAST):
        fire(hearing, "answer", by=alice, observations=ANSWER)
    before = comparing.contradicted()
    Hearing.objects.update(observations="Rien à dire.")

    assert (before, len(comparing.contradicted())) == ([], 1)
