"""Pages of labels in the member space: visibility, cost, tasks."""

import html
import re
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from labelling.parties.framework.models import Criterion, LabelRulesVersion
from labelling.title.labels import notices
from labelling.title.labels.models import Label
from labelling.title.labels.scenario import find_label
from portal.core import clock
from portal.models import Role
from portal.web import worklist
from tests.factories import make_dossier, make_member, make_organism, make_user
from tests.labelling.dossiers.factories import make_chair
from tests.labelling.framework.factories import draft_of
from tests.labelling.labels.factories import TODAY, make_decision, make_granted, make_label

pytestmark = pytest.mark.django_db


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_a_foreign_label_and_a_missing_one_are_the_same_404(signed_in, organism, alice, bob, sonia):
    """BR-01: the public knows the register, never the page with its journal."""
    label = make_label(organism)
    secretary = make_user(roles=[Role.SECRETARY])
    people = (alice, sonia, secretary, bob, make_user())
    codes = [signed_in(p).get(label.get_absolute_url()).status_code for p in people]

    assert codes == [200, 200, 200, 404, 404]
    assert signed_in(bob).get("/espace/labels/QH-L-2020-0001/").status_code == 404


@pytest.mark.parametrize(
    ("state", "is_late"), [("expired", False), ("superseded", False), ("active", True)]
)
def test_the_end_of_a_label_that_is_over_is_no_delay(signed_in, organism, sonia, state, is_late):
    label = make_label(organism, state=state, start_on=date(2020, 1, 1))
    page = signed_in(sonia).get(label.get_absolute_url()).text

    assert ("de retard" in page.split("Fin</dt>")[1].split("</dd>")[0]) is is_late


def test_the_member_sees_dates_attestation_and_journal(signed_in, organism, alice):
    label = make_granted(organism)
    text = signed_in(alice).get(label.get_absolute_url()).content.decode()

    assert label.attestations.get().number in text
    assert "a accordé le label, du" in text
    assert "Renoncer au label" in text


def test_the_page_tells_by_when_the_renewal_is_submitted_as_long_as_the_label_is_held(
    signed_in, organism, alice, sonia
):
    """D12, by the rules of the label's dossier."""
    label = make_label(organism, end_on=date(2028, 6, 30))
    rules = draft_of(LabelRulesVersion)
    rules.deadline_rules.filter(code="D12").update(delay="4m")
    label.dossier.rules = LabelRulesVersion.objects.get(pk=rules.pk)
    label.dossier.save()

    def told(person):
        return signed_in(person).get(label.get_absolute_url()).context["renewal_due_on"]

    assert [told(alice), told(sonia)] == [date(2028, 2, 29)] * 2
    with clock.at(datetime(2028, 7, 1, 12)):
        assert [told(alice), told(sonia)] == [None, None]


def test_the_list_and_the_page_keep_their_cost(signed_in, sonia):
    label = make_label()
    client = signed_in(sonia)
    cost(client, "/espace/labels/")
    one = cost(client, "/espace/labels/")
    for _ in range(30):
        make_label()

    assert cost(client, "/espace/labels/") == one <= 8
    assert cost(client, label.get_absolute_url()) <= 20  # one a kind of reader who is told


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get("/espace/labels/").status_code == 302


def test_the_lists_show_ends_and_suspensions(organism, alice, sonia):
    """BR-73: at its end, a suspension is to be brought before the committee."""
    make_label(organism, end_on=date(2027, 6, 30))
    for due_on in (date(2026, 11, 24), date(2027, 1, 1)):
        make_label(state="suspended", due_on=due_on)

    watched = [task.title for task in worklist.lists(alice)["watch"]]
    office = worklist.lists(sonia)
    assert "Fin du label de Valmeyre Habitat" in watched
    assert [
        len([t for t in office[kind] if "Suspension" in t.title]) for kind in ("do", "watch")
    ] == [1, 1]


def test_a_scenario_finds_the_label_held_else_the_latest(organism):
    old = make_label(organism, state="superseded", start_on=date(2022, 1, 1))
    assert find_label(None, organism) == old

    assert find_label(None, organism) != make_label(make_organism())
    held = make_label(organism)
    assert find_label(None, organism) == held


def test_no_draft_score_or_finding_reaches_the_public(client, organism):
    """BR-71: canaries written in every private text of a labelled organism."""
    canary = "CANARI-9f3a"
    label = make_label(organism, reason=f"{canary} motif")
    member = make_member(organism)
    for state, kind in (("draft", "renewal"), ("audit", "mention")):
        dossier = make_dossier(
            organism,
            state=state,
            dossier_type=kind,
            presentation=canary,
            perimeter=canary,
            instruction_note=canary,
        )
        dossier.answers.create(
            criterion=Criterion.objects.first(), rating=1, comment=canary, updated_by=member
        )
    number = label.attestations.get().number
    pages = ("/annuaire/", "/annuaire.csv", f"/annuaire/{organism.slug}/", f"/verifier/{number}/")
    pages += ("/api/v1/labels", "/api/v1/organisms")

    assert [page for page in pages if canary in client.get(page).getvalue().decode()] == []


def test_the_labels_that_run_come_first_the_nearest_end_on_top(signed_in, sonia):
    past = make_label(state="superseded", start_on=date(2020, 1, 1))
    late = make_label(start_on=date(2026, 6, 1))
    near = make_label(state="suspended", start_on=date(2024, 6, 1))

    rows = signed_in(sonia).get("/espace/labels/").context["rows"]

    assert [row["label"] for row in rows] == [near, late, past]


@pytest.mark.parametrize(
    ("sent_on", "said"),
    [
        (date(2026, 11, 10), "Phase contradictoire ouverte"),
        (date(2026, 3, 20), "Phase contradictoire close"),
    ],
)
def test_the_page_says_whether_the_organism_may_still_be_heard(signed_in, sonia, sent_on, said):
    """D15."""
    label = make_label(notice_sent_on=sent_on)
    with clock.at(datetime(2026, 11, 24, 12)):
        text = signed_in(sonia).get(label.get_absolute_url()).content.decode()

    assert text.count("Phase contradictoire") == 1
    assert said in text


def test_the_page_leads_to_the_licence_and_offers_no_renunciation_as_the_next_act(
    signed_in, organism, alice
):
    """What nothing asks for stands apart; the committee’s people read no licence."""
    label = make_granted(organism)
    licence = label.licences.get()
    page = signed_in(alice).get(label.get_absolute_url())
    secretary = signed_in(make_user(roles=[Role.SECRETARY])).get(label.get_absolute_url())

    assert f'href="{licence.get_absolute_url()}"' in page.content.decode()
    assert (page.context["offers"], len(page.context["rare"])) == ([], 1)
    assert licence.reference not in secretary.content.decode()


def test_a_label_in_force_is_nobody_s_turn_and_its_sanctions_are_folded(
    signed_in, organism, alice, sonia
):
    """Neither a sanction nor a renunciation is offered as what one should do next."""
    label = make_granted(organism)
    chair = make_chair()
    assert "La main est" not in signed_in(alice).get(label.get_absolute_url()).text
    for person, folded in (
        (sonia, "Ouvrir la phase contradictoire"),
        (chair, "Suspendre à titre conservatoire"),
    ):
        html = signed_in(person).get(label.get_absolute_url()).text
        assert "La main est" not in html
        assert html.index("<summary>Autres actes</summary>") < html.index(folded)


def test_the_end_of_a_safeguard_is_not_told_as_the_end_of_the_label():
    assert (notices.LAPSED.title, "cesse" in notices.LAPSED.mandatory) == (
        "La suspension conservatoire a pris fin",
        False,
    )


def test_the_renewal_is_announced_where_it_is_opened(signed_in, organism, alice, chloe):
    """D12: on the home of who signs, on the page of the label, until a dossier is open (BR-75)."""
    label = make_label(organism, start_on=date(2024, 6, 24), end_on=date(2027, 6, 23))
    opening = f"/espace/dossiers/ouvrir/?organisme={organism.slug}&type=renewal"
    seen = {}
    with clock.at(datetime(2026, 11, 24, 9)):
        for person in (alice, chloe):
            lists = worklist.lists(person)
            seen[person] = [
                (name, task.url == opening, task.due_on)
                for name in ("do", "watch")
                for task in lists[name]
                if "Renouvellement du label" in task.title
            ]
        page = signed_in(alice).get(label.get_absolute_url()).text
        form = signed_in(alice).get(opening)
        make_dossier(organism, dossier_type="renewal", state="draft")
        after = [task.title for task in worklist.lists(alice)["do"]]

    due = date(2026, 12, 23)
    assert seen == {alice: [("do", True, due)], chloe: [("watch", False, due)]}
    assert opening.replace("&", "&amp;") in page
    assert form.context["form"]["dossier_type"].value() == "renewal"
    assert [title for title in after if "Renouvellement du label" in title] == []


def test_a_suspended_organism_reads_it_on_its_home(organism, alice):
    make_label(organism, state="suspended", suspended_on=clock.today())

    assert f"Le label de {organism} est suspendu" in [t.title for t in worklist.lists(alice)["do"]]


def plain(page):
    text = re.sub(r"<[^>]+>", "", page.content.decode()).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", html.unescape(text))


REASON = "Trois constats majeurs restent sans réponse."


def test_a_suspended_label_says_why_until_when_whom_to_tell_and_how_to_contest(
    signed_in, organism, alice, chloe, sonia
):
    day, until = date(2026, 11, 2), date(2027, 5, 3)
    label = make_label(organism, state="suspended", suspended_on=day, due_on=until, reason=REASON)
    decision = make_decision(kind="suspension", option="yes", label=label, decided_on=day)

    def read(person, on):
        with clock.at(datetime.combine(on, time(12))):
            return plain(signed_in(person).get(label.get_absolute_url()))

    before = read(alice, date(2026, 11, 10))
    for said in (
        "Suspendu le 2 novembre 2026 par le comité de labellisation.",
        "Cette suspension dure jusqu’au 3 mai 2027 au plus.",
        f"Motif : {REASON}",
        "écrivez au référent label, qui porte vos observations et vos preuves devant le comité.",
        f"{sonia}, {sonia.email}",
        "dans les 60 jours qui suivent la notification de la décision. Former un recours",
    ):
        assert said in before, said
    decision.notified_on = date(2026, 11, 12)
    decision.save()

    assert "jusqu’au 11 janvier 2027. Former un recours" in read(alice, date(2026, 11, 13))
    assert "Former un recours" not in read(chloe, date(2026, 11, 13))
    assert "a pris fin le 11 janvier 2027" in read(alice, date(2027, 1, 12))


def test_an_interim_suspension_and_a_withdrawal_say_theirs(signed_in, organism, alice, sonia):
    label = make_label(
        organism, state="suspended", suspended_on=TODAY, safeguard_on=TODAY, reason=REASON
    )
    interim = plain(signed_in(alice).get(label.get_absolute_url()))
    Label.objects.update(state="withdrawn", ended_on=TODAY, safeguard_on=None)
    withdrawn = plain(signed_in(alice).get(label.get_absolute_url()))

    assert "en urgence, par la présidence du comité." in interim
    assert (f"Motif : {REASON}" in interim, "recours" in interim.partition("Attestations")[0]) == (
        True,
        False,
    )
    assert "Retiré le 24 novembre 2026 par le comité de labellisation." in withdrawn
    assert "dans les 60 jours qui suivent la notification de la décision." in withdrawn


def test_the_mail_of_a_withdrawal_says_the_delay_of_appeal(organism, alice):
    label = make_label(organism, state="withdrawn", ended_on=TODAY)
    text = render_to_string(
        "labelling/labels/mail/withdrawn.txt", {"thing": label, "person": alice}
    )

    assert "former un recours dans les 60 jours qui suivent la notification" in text
