"""Pages of a dossier: access, sentences, cost, refusals."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.dossiers import scenario
from labelling.path.dossiers.steps import turns
from labelling.path.dossiers.steps.workflow import DOSSIER
from labelling.path.plan.models import ActionPlan
from portal.changes.models import Visit
from portal.core import clock
from portal.workflow import acting
from tests.factories import make_dossier
from tests.labelling.dossiers.factories import ready_draft, ready_for_audit, submitted
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "modifier/",
    "engagement/",
    "pieces/",
    "pieces/ajouter/",
    "locataires/",
    "complements/",
    "journal/",
)


def text(answer):
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("page", [*PAGES, "note/", "accuse/", "derogation/"])
def test_br01_a_foreign_dossier_is_a_missing_one(dossier, bob, dircom, signed_in, page):
    for stranger in (bob, dircom):
        answer = signed_in(stranger).get(f"{dossier.get_absolute_url()}{page}")
        missing = signed_in(stranger).get(f"/espace/dossiers/QH-D-2026-9999/{page}")

        assert (answer.status_code, answer.content) == (404, missing.content)


def test_a_visitor_is_sent_to_the_door(dossier, client):
    assert client.get(dossier.get_absolute_url()).status_code == 302


def test_a_draft_says_that_it_is_not_submitted_until_it_is(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    assert "Non déposé" in text(client.get(dossier.get_absolute_url()))

    DOSSIER.fire(dossier, "submit", by=alice)

    assert "Non déposé" not in text(client.get(dossier.get_absolute_url()))


def test_the_page_says_the_next_act_and_what_it_lacks_to_who_cannot_do_it(
    dossier, chloe, signed_in
):
    page = text(signed_in(chloe).get(dossier.get_absolute_url()))

    assert "La main est à vous" in page  # a contact prepares what the signatory files
    assert "Il manque la pièce « Lettre d’engagement signée »." in page
    assert "Cette étape appartient à : la personne signataire de l’organisme." in page


def test_the_steps_follow_the_rules_with_their_dates(organism, alice, sonia, signed_in):
    with clock.at(datetime(2026, 1, 12, 9)):
        dossier = ready_draft(organism, alice)
    with clock.at(datetime(2026, 1, 20, 9)):
        dossier = DOSSIER.fire(dossier, "submit", by=alice)

    steps = signed_in(alice).get(dossier.get_absolute_url()).context["steps"]

    assert [(s.label, s.is_done, s.is_current) for s in steps][:3] == [
        ("Candidature", True, False),
        ("Recevabilité", False, True),
        ("Diagnostic HQS", False, False),
    ]
    assert steps[0].note.replace("\u00a0", " ") == "faite le 20 janv. 2026"
    assert steps[1].note.replace("\u00a0", " ") == "en cours, depuis le 20 janv. 2026"


def test_the_window_of_the_audit_is_shown_before_it_opens(organism, alice, signed_in):
    with clock.at(datetime(2026, 4, 24, 12)):
        dossier = ready_for_audit(organism, alice, closed_on=date(2026, 4, 24))
        page = signed_in(alice).get(dossier.get_absolute_url())

    audit = next(s for s in page.context["steps"] if s.label == "Audit de mise en œuvre")
    assert audit.note.replace("\u00a0", " ") == "entre le 24 févr. et le 24 juin 2027"
    assert ("Diagnostic HQS valable jusqu’au", date(2027, 4, 23)) in [
        (row["label"], row["day"]) for row in page.context["dates"]
    ]


def test_the_page_costs_the_same_with_one_and_many_rows(organism, alice, signed_in):
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    before = queries(client, dossier.get_absolute_url())
    for number in range(10):
        scenario.add_piece(alice, dossier, "autre", f"Pièce {number}")
        scenario.add_tenants(alice, dossier, body=f"Amicale {number}")

    after = queries(client, dossier.get_absolute_url())

    assert (after, after <= 16) == (before, True)


def test_the_page_of_the_office_has_a_known_cost_with_who_has_taken_it_and_its_notes(
    organism, alice, sonia, signed_in
):
    """BR-21 is asked of the step and of who takes the dossier: the ties of the office, its advice."""
    path, office = submitted(organism, alice).get_absolute_url(), signed_in(sonia)
    office.get(path)  # the first visit is noted

    assert queries(office, path) == 23


def test_the_page_with_the_most_conditions_has_a_bounded_cost(organism, alice, signed_in):
    """Eleven queries of its own; the session, the person, the roles and the bar are the frame's."""
    with clock.at(datetime(2026, 4, 24, 12)):
        dossier = ready_for_audit(organism, alice, closed_on=date(2026, 4, 24))

        assert queries(signed_in(alice), dossier.get_absolute_url()) <= 20


def test_the_changes_since_the_last_visit_cost_two_queries_more_at_most(organism, alice, signed_in):
    """What changed is one; the note of the visit, every five minutes at most, is the other."""
    dossier, client = ready_draft(organism, alice), signed_in(alice)
    again = queries(client, dossier.get_absolute_url())  # what changed since a minute: one
    Visit.objects.update(seen_at=clock.now() - timedelta(days=10))
    with CaptureQueriesContext(connection) as captured:
        client.get(dossier.get_absolute_url())

    assert (len(captured), len(captured) <= 17) == (again + 1, True)


def test_a_step_page_shows_the_links_that_mend_to_who_may_write_there(
    dossier, alice, sonia, signed_in
):
    """The référent opens the audit: the evidence is the organism’s to give, the sentence is enough."""
    preparing = make_dossier(dossier.organism, state="preparation", dossier_type="verification")
    own = text(signed_in(alice).get(f"{dossier.get_absolute_url()}deposer/"))
    page = text(signed_in(sonia).get(f"{preparing.get_absolute_url()}ouvrir-l-audit/"))

    assert f'href="{dossier.get_absolute_url()}engagement/"' in own
    assert "Aucune preuve d’association des locataires" in page
    assert f'href="{preparing.get_absolute_url()}locataires/' not in page
    assert f'href="{preparing.get_absolute_url()}plan/"' in page


def test_a_refused_step_shows_no_link_that_its_reader_may_not_follow(dossier, sonia, signed_in):
    preparing = make_dossier(dossier.organism, state="preparation", dossier_type="verification")
    answer = signed_in(sonia).post(
        f"{preparing.get_absolute_url()}ouvrir-l-audit/", {"version": preparing.version}
    )

    assert answer.status_code == 409
    assert "Aucune preuve d’association des locataires" in text(answer)
    assert f'href="{preparing.get_absolute_url()}locataires/' not in text(answer)


def test_a_past_step_is_closed_to_those_it_never_belonged_to(
    organism, alice, chloe, sonia, signed_in
):
    """BR-03, BR-24: 403 to whom it never belongs, 409 with the reason to whom it does."""
    past = make_dossier(organism, state="registered")
    codes = {}
    for person in (alice, chloe, sonia):
        data = {"version": 99}
        answer = signed_in(person).post(f"{past.get_absolute_url()}deposer/", data)
        codes[person.first_name] = (answer.status_code, "l’état est" in text(answer))

    assert codes == {"Alice": (409, True), "Chloé": (403, False), "Sonia": (403, False)}


def test_a_link_that_mends_is_shown_to_who_may_write_there(dossier, alice, chloe, sonia, signed_in):
    def links(person):
        act = signed_in(person).get(dossier.get_absolute_url()).context["act"]
        return {p.mend.split("/")[4] for c in act.conditions for p in c.problems if p.mend}

    assert links(alice) == {"modifier", "engagement", "pieces", "locataires", "avis"}
    assert links(chloe) == {"modifier", "pieces", "locataires", "avis"}
    assert links(sonia) == set()


def test_the_office_is_led_to_the_agenda_of_a_session(organism, sonia, alice, signed_in):
    dossier = make_dossier(organism, state="review", instruction_note="x" * 50)

    act = signed_in(sonia).get(dossier.get_absolute_url()).context["act"]

    assert (act.action, act.url) == (
        "Choisir une séance",
        f"/espace/comite/?dossier={dossier.reference}",
    )
    assert [c.is_met for c in act.conditions] == [True]
    assert signed_in(alice).get(dossier.get_absolute_url()).context["act"].action == ""


@pytest.mark.parametrize("page", ["pieces/", "journal/", "pieces/ajouter/", "locataires/"])
def test_the_other_pages_cost_fifteen_queries_at_most(organism, alice, signed_in, page):
    dossier = ready_draft(organism, alice)

    assert queries(signed_in(alice), f"{dossier.get_absolute_url()}{page}") <= 15


def test_an_act_whose_day_has_not_come_is_not_one_s_turn(organism, alice, sonia, signed_in):
    """The window of the audit opens on a day that nobody can hasten (BR-17)."""
    told = []
    with clock.at(datetime(2026, 4, 24, 9)):
        dossier = ready_for_audit(organism, alice, closed_on=date(2026, 4, 24))
    for day in (date(2026, 5, 4), date(2027, 3, 8)):
        with clock.at(datetime.combine(day, datetime.min.time())):
            turns.note_ready_dossiers()
            page = text(signed_in(sonia).get(dossier.get_absolute_url()))
        told.append(["La main est à vous" in page, "La main est au calendrier" in page])

    assert told == [[False, True], [True, False]]


def test_what_was_asked_is_read_whole_by_who_asked(organism, alice, sonia, chloe, signed_in):
    """BR-15: with its date, then with its answer; the organism alone answers."""
    dossier = submitted(organism, alice)
    DOSSIER.fire(
        dossier, "request_complement", by=sonia, due_on=clock.today() + timedelta(30),
        requests=[("lettre-engagement", "La lettre n’est pas signée par la direction générale.")],
    )  # fmt: skip
    pages = [text(signed_in(one).get(dossier.get_absolute_url())) for one in (alice, sonia)]

    said = "La lettre n’est pas signée par la direction générale."
    assert [said in page for page in pages] == [True, True]
    assert ["Répondre" in page for page in pages] == [True, False]


def test_a_plan_that_is_signed_is_no_longer_to_sign(organism, alice, signed_in):
    """What is done has its own date, and not that of what comes next."""
    with clock.at(datetime(2026, 4, 24, 9)):
        dossier = ready_for_audit(organism, alice, closed_on=date(2026, 4, 24))
        before = signed_in(alice).get(dossier.get_absolute_url()).context["dates"]
        ActionPlan.objects.filter(dossier=dossier).update(validated_on=None)
        dates = signed_in(alice).get(dossier.get_absolute_url()).context["dates"]

    assert "Plan d’actions validé le" in {row["label"] for row in before}
    assert "Plan d’actions à valider avant le" not in {row["label"] for row in before}
    assert "Plan d’actions validé le" not in {row["label"] for row in dates}


def test_one_line_of_the_journal_is_singular(organism, alice, signed_in):
    dossier = make_dossier(organism)
    with acting(dossier, by=alice, act="note", sentence="a écrit une note"):
        pass

    page = text(signed_in(alice).get(dossier.get_absolute_url()))

    assert ("Voir le journal" in page, "Voir les 1" in page) == (True, False)
