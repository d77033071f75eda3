"""Opening of a dossier: by whom, and what prevents it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from labelling.parties.framework.binding import current_framework, current_rules
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.steps.opening import filing_due, open_dossier, opening_problems
from portal import calendar
from portal.core import clock, working_days
from portal.models import Role
from portal.ui import words
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import audit_log
from tests.factories import make_dossier, make_organism, make_user, noon
from tests.labelling.dossiers.factories import fresh, refusal
from tests.labelling.labels.factories import make_decision, make_label
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def codes(organism, dossier_type="initial"):
    return [problem.code for problem in opening_problems(organism, dossier_type)]


def test_a_signatory_opens_a_draft_under_the_rules_of_the_day(organism, alice):
    dossier = open_dossier(organism, by=alice)

    assert (dossier.state, dossier.version) == ("draft", 1)
    assert (dossier.rules, dossier.framework) == (current_rules(), current_framework())
    assert dossier.reference == f"QH-D-{clock.today().year}-0001"
    assert [entry.sentence for entry in audit_log.entries_of(dossier)] == [
        "Alice Arnaud a ouvert le dossier de Valmeyre Habitat."
    ]


def test_the_office_opens_for_an_organism_and_nobody_else_does(
    organism, alice, chloe, bob, sonia, dircom
):
    for stranger in (chloe, bob, dircom):
        assert refusal(open_dossier, organism, by=stranger) == ["forbidden"]

    assert open_dossier(organism, by=sonia).organism == organism


def test_the_deputy_opens_too(organism):
    assert open_dossier(organism, by=make_user("Denis", roles=[Role.DEPUTY])).state == "draft"


def test_br12_one_open_dossier_an_organism_and_type(organism, alice):
    first = open_dossier(organism, by=alice)

    assert refusal(open_dossier, organism, by=alice) == ["ALREADY_OPEN"]
    assert opening_problems(organism, "initial")[0].mend == first.get_absolute_url()


def test_br12_on_screen_a_second_one_is_refused_and_names_the_first(organism, alice, signed_in):
    client, sent = signed_in(alice), {"organism": organism.slug, "dossier_type": "initial"}
    first = client.post("/espace/dossiers/ouvrir/", sent | {"once": new_key()})
    second = client.post("/espace/dossiers/ouvrir/", sent | {"once": new_key()})

    dossier = LabelDossier.objects.get()
    assert (first.status_code, first.headers["Location"]) == (302, dossier.get_absolute_url())
    refused(second, f"Un dossier de ce type est déjà ouvert : {dossier.reference}.", status=422)


def test_br12_the_database_refuses_a_second_one_too(organism):
    make_dossier(organism)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_dossier(organism)


@pytest.mark.parametrize("state", ["granted", "refused", "discontinued", "dismissed"])
def test_br12_a_finished_dossier_leaves_room_for_another(organism, state):
    make_dossier(organism, state=state, decided_on=date(2020, 1, 6))

    assert "ALREADY_OPEN" not in codes(organism)


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 7, 9), ["too_soon"]), (date(2026, 7, 10), []), (date(2026, 7, 11), [])],
)
def test_br76_after_a_refusal_a_first_application_waits_six_months(organism, today, expected):
    make_dossier(organism, state="refused", decided_on=date(2026, 1, 10))

    with clock.at(datetime.combine(today, datetime.min.time())):
        assert codes(organism) == expected


def test_br76_is_about_first_applications_only(organism):
    make_dossier(organism, state="refused", decided_on=clock.today())

    assert "too_soon" not in codes(organism, "renewal")


def test_an_organism_that_stopped_opens_nothing(organism, alice):
    organism.is_active = False
    organism.save()

    assert refusal(open_dossier, organism, by=alice) == ["inactive"]


@pytest.mark.parametrize("dossier_type", ["verification", "renewal", "mention", "extension"])
def test_br77_the_other_types_suppose_a_label(organism, dossier_type):
    assert codes(organism, dossier_type) == ["no_label"]


def test_the_page_opens_a_dossier_and_leads_to_it(organism, alice, signed_in):
    client = signed_in(alice)
    assert client.get("/espace/dossiers/ouvrir/").status_code == 200

    answer = client.post(
        "/espace/dossiers/ouvrir/", {"organism": organism.slug, "dossier_type": "initial"}
    )

    assert answer["Location"] == LabelDossier.objects.get().get_absolute_url()


def test_the_page_keeps_what_was_chosen_and_says_why_not(organism, alice, signed_in):
    make_dossier(organism)

    answer = signed_in(alice).post(
        "/espace/dossiers/ouvrir/", {"organism": organism.slug, "dossier_type": "initial"}
    )

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["dossier_type"]


@pytest.mark.parametrize("who", ["chloe", "dircom"])
def test_the_page_is_the_signatories_and_the_offices(request, who, signed_in):
    assert (
        signed_in(request.getfixturevalue(who)).get("/espace/dossiers/ouvrir/").status_code == 403
    )


def renewed(organism, by):
    """A renewal that has just been opened, and the label that it renews, eight months before its end."""
    label = make_label(organism, start_on=working_days.add_months(clock.today(), -28))
    return open_dossier(organism, by=by, dossier_type="renewal"), label


def test_a_renewal_that_is_opened_keeps_its_date_everywhere(organism, alice, sonia, signed_in):
    """D12: on the home, the list, the page and in the calendar, for the organism and for the office."""
    dossier, label = renewed(organism, alice)
    due_on = label.renewal_due_on
    shown = words.day(due_on)

    assert dossier.due_on == due_on
    for person in (alice, sonia):
        rows = worklist.lists(person)
        found = [one for name in rows for one in rows[name] if dossier.reference in one.context]
        page = signed_in(person).get(dossier.get_absolute_url()).text
        listed = signed_in(person).get(f"/espace/dossiers/?q={dossier.reference}").text
        moments = calendar.moments(person, clock.today(), due_on)
        assert [(one.due_on, one.undated) for one in found] == [(due_on, "")]
        assert shown in page.replace("&nbsp;", " ")
        assert due_on.isoformat() in listed
        assert [m.day for m in moments if dossier.reference in m.detail] == [due_on]
        assert [m.code for m in moments if m.code.endswith(".depot")] == []


def test_what_renews_nothing_is_prepared_without_a_date(organism, alice):
    assert open_dossier(organism, by=alice).due_on is None

    late = make_organism()
    make_label(late, state="expired", start_on=date(2020, 1, 1))
    assert filing_due(late, "renewal") is None


def test_br74_an_extension_moves_the_date_of_the_renewal_and_a_loss_takes_it(
    organism, alice, sonia
):
    dossier, label = renewed(organism, alice)
    before = dossier.due_on
    make_decision(option="yes", kind="extension", label=label)
    secretary = make_user("Sofia", roles=[Role.SECRETARY])
    label = label.workflow.fire(label, "extend", by=secretary)
    extended = fresh(dossier).due_on
    label.workflow.fire(label, "renounce", by=alice, ended_on=clock.today())

    assert extended == label.renewal_due_on > before
    assert fresh(dossier).due_on is None


def test_the_end_of_a_label_leaves_its_renewal_late(organism, alice):
    dossier, label = renewed(organism, alice)
    with noon(label.end_on + timedelta(1)):
        label.workflow.fire(label, "expire")

    assert fresh(dossier).due_on == label.renewal_due_on
