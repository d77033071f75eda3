"""Pages of missions: access, kept input, cost."""

from datetime import timedelta

import pytest

from labelling.path.audits import guards
from labelling.path.audits.models import AuditFinding, AuditMission
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import ANSWER
from tests.refusals import refused as refused_page

pytestmark = pytest.mark.django_db


def criterion_url(story, rank=0):
    code = guards.criteria_of(story.mission)[rank].code
    return f"{story.mission.get_absolute_url()}criteres/{code}/"


def test_a_stranger_gets_the_404_of_a_missing_mission_on_every_page(story, signed_in, bob):
    story.go("start")
    finding = story.add_finding()
    client = signed_in(bob)
    tails = ("", "rapport/", "observations/", "clore-le-terrain/", "constats/ajouter/")
    tails += (f"constats/{finding.number}/", f"constats/{finding.number}/modifier/")
    urls = [story.mission.get_absolute_url() + tail for tail in tails]
    urls += [criterion_url(story), f"/espace/dossiers/{story.dossier.reference}/audits/"]

    assert [client.get(url).status_code for url in urls] == [404] * len(urls)
    assert [client.post(url).status_code for url in urls] == [404] * len(urls)


@pytest.mark.dated
def test_a_member_opens_a_mission_then_proposes_it_and_sees_who_cannot(organism, signed_in):
    dossier = factories.make_dossier(organism, state="registered")
    luc = factories.make_member(organism, "contact", first_name="Luc")
    good = make_accreditation(state="active").auditor
    bad = make_accreditation(state="active", audit_types=["verification"]).auditor
    client = signed_in(luc)

    response = client.post(f"/espace/dossiers/{dossier.reference}/audits/", {"audit_type": "hqs"})
    mission = AuditMission.objects.get()
    assert (response.status_code, response["Location"]) == (302, mission.get_absolute_url())
    url = f"{mission.get_absolute_url()}proposer/"
    assert "ne couvre pas ce type" in client.get(url).text
    dates = {"starts_on": "2026-12-14", "ends_on": "2026-12-16"}
    refused = client.post(url, dates | {"auditor": bad.pk})
    assert (refused.status_code, "ne peut pas mener" in refused.text) == (422, True)
    assert client.post(url, dates | {"auditor": good.pk}).status_code == 302
    mission.refresh_from_db()
    assert (mission.state, mission.auditor) == ("proposed", good)


def test_br39_the_organism_reads_findings_once_the_report_is_sent(story, signed_in):
    story.go("send_draft", finding="NCm")
    url = story.mission.get_absolute_url()
    client = signed_in(story.member)
    pages = (f"{url}constats/1/", criterion_url(story))

    assert "s’ouvriront ici" in client.get(url).text
    assert [client.get(page).status_code for page in pages] == [404, 404]
    story.fire("open_contradictory")
    assert "Délai absent." in client.get(url).text
    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_the_auditor_rates_and_goes_on_to_the_next_criterion(story, signed_in):
    story.go("start")
    client = signed_in(story.ali)
    data = {"rating": "2", "comment": "Vu sur dix dossiers.", "seen": ""}

    response = client.post(criterion_url(story), data)
    again = client.post(criterion_url(story), data)  # a second click

    assert (response.status_code, again.status_code) == (302, 302)
    assert response["Location"] == criterion_url(story, 1)
    assert [(r.rating, r.comment) for r in story.mission.ratings.all()] == [(2, data["comment"])]


def test_a_rating_changed_elsewhere_is_shown_beside_mine(story, signed_in):
    story.go("start")
    client = signed_in(story.ali)
    client.post(criterion_url(story), {"rating": "1", "comment": "Le premier.", "seen": ""})

    response = client.post(criterion_url(story), {"rating": "3", "comment": "Le mien.", "seen": ""})
    assert response.status_code == 409
    assert "Le premier." in response.text
    assert "Le mien." in response.text
    assert story.mission.ratings.get().rating == 1


def test_autosave_answers_the_new_version_and_can_go_on(story, signed_in):
    story.go("start")
    client, url = signed_in(story.ali), criterion_url(story)
    headers = {"X-Autosave": "1"}
    first = client.post(url, {"rating": "1", "seen": ""}, headers=headers)
    data = {"rating": "2", "seen": first.json()["seen"]}

    assert client.post(url, data, headers=headers).status_code == 200
    assert story.mission.ratings.get().rating == 2


def test_without_object_asks_for_a_reason(story, signed_in):
    story.go("start")
    response = signed_in(story.ali).post(criterion_url(story), {"rating": "na", "comment": "non"})

    assert response.status_code == 422
    assert "sans objet, en 20 caractères" in response.text


def test_the_reason_that_without_object_asks_for_is_not_said_optional(story, signed_in):
    story.go("start")
    page = signed_in(story.ali).get(criterion_url(story)).text.replace("\u00a0", " ")

    assert "(demandé si « sans objet »)" in page
    assert "facultatif" not in page


def test_br30_the_office_reads_a_criterion_and_does_not_rate_it(story, signed_in):
    story.go("start")
    client = signed_in(story.office)

    assert "Votre cotation" not in client.get(criterion_url(story)).text
    assert client.post(criterion_url(story), {"rating": "3"}).status_code == 403
    assert (
        client.post(f"{story.mission.get_absolute_url()}constats/ajouter/", {}).status_code == 403
    )
    assert story.mission.ratings.count() == 0


@pytest.mark.dated
def test_a_finding_is_written_corrected_answered_and_accepted_on_its_pages(story, signed_in):
    story.go("start")
    code = guards.criteria_of(story.mission)[0].code
    url = f"{story.mission.get_absolute_url()}constats/"
    data = {"kind": "NCm", "criterion": code, "text": "Délai absent.", "evidence": ""}
    client = signed_in(story.ali)
    refused = client.post(f"{url}ajouter/", data)
    assert (refused.status_code, "preuve factuelle" in refused.text) == (422, True)
    client.post(f"{url}ajouter/", data | {"evidence": "Trois courriers sur dix."})
    changed = data | {"evidence": "Quatre courriers sur dix.", "version": 1}
    assert client.post(f"{url}1/modifier/", changed).status_code == 302
    refused_page(client.post(f"{url}1/modifier/", changed), "a changé pendant que vous")
    assert AuditFinding.objects.get().evidence == "Quatre courriers sur dix."

    story.mission.refresh_from_db()
    story.rate_all()
    for name in ("close_fieldwork", "send_draft", "open_contradictory"):
        story.fire(name)
    answer = ANSWER | {"planned_on": "2027-01-15"}
    client = signed_in(story.member)
    assert client.post(f"{url}1/repondre-au-constat/", answer | {"cause": "?"}).status_code == 422
    assert client.post(f"{url}1/repondre-au-constat/", answer).status_code == 302
    assert signed_in(story.ali).post(f"{url}1/accepter-la-reponse/").status_code == 302
    assert AuditFinding.objects.get().state == "accepted"


def test_no_form_of_a_finding_opens_once_the_report_is_sent(story, signed_in):
    """Neither link is there any more; what was typed before comes back with the reason."""
    story.go("send_draft", finding="NCm")
    story.fire("open_contradictory")
    url, client = story.mission.get_absolute_url(), signed_in(story.ali)
    late = "Les constats s’écrivent avant l’envoi du rapport."
    code = guards.criteria_of(story.mission)[0].code
    data = {"kind": "PS", "criterion": code, "text": "Un point fort oublié."}

    assert "constats/ajouter/" not in client.get(url).text
    assert "modifier/" not in client.get(f"{url}constats/1/").text
    for tail in ("constats/ajouter/", "constats/1/modifier/"):
        assert "<textarea" not in refused_page(client.get(url + tail), late).text
        refused_page(client.post(url + tail, data | {"version": 1}), late, "Un point fort oublié.")


def test_a_major_finding_asks_for_a_proof(story, signed_in):
    """BR-35."""
    story.go("open_contradictory", finding="NCM")
    url = f"{story.mission.get_absolute_url()}constats/1/repondre-au-constat/"
    response = signed_in(story.member).post(url, ANSWER | {"planned_on": "2027-01-15"})

    assert (response.status_code, "Choisissez un fichier." in response.text) == (422, True)


def test_an_answer_is_planned_after_the_audit_that_asks_for_it(story, signed_in):
    """« Prévu le 1er janvier 2020 » was accepted."""
    story.go("open_contradictory", finding="NCm")
    url = f"{story.mission.get_absolute_url()}constats/1/repondre-au-constat/"
    before = story.mission.opened_on - timedelta(days=1)
    client = signed_in(story.member)
    refused = client.post(url, ANSWER | {"planned_on": before.isoformat()})
    done = client.post(url, ANSWER | {"planned_on": story.mission.opened_on.isoformat()})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "L’audit s’est ouvert le" in refused.text


def test_observations_are_given_once_the_report_is_there(story, signed_in):
    story.go("open_contradictory")
    url = f"{story.mission.get_absolute_url()}observations/"
    client = signed_in(story.member)

    assert client.post(url, {"text": "court"}).status_code == 422
    assert client.post(url, {"text": "Nous partageons ces constats."}).status_code == 302
    assert "Nous partageons ces constats." in client.get(story.mission.get_absolute_url()).text
    assert signed_in(story.ali).post(url, {"text": "Nous partageons tout."}).status_code == 403


def test_the_organism_is_told_to_give_its_observations_then_nothing_more(story, signed_in):
    story.go("open_contradictory")
    url, client = story.mission.get_absolute_url(), signed_in(story.member)

    assert "La main est à vous" in client.get(url).text
    assert "Écrire nos observations" in client.get(url).text
    client.post(f"{url}observations/", {"text": "Nous partageons ces constats."})
    assert "La main est à vous" not in client.get(url).text
    assert "Écrire nos observations" not in client.get(url).text


def test_a_sensitive_point_is_told_for_information_a_non_conformity_waits(story, signed_in):
    story.go("open_contradictory", finding="PS")
    url = f"{story.mission.get_absolute_url()}constats/1/"
    client = signed_in(story.member)
    page = client.get(url).text

    assert ("Pour information" in page, "La main est à vous" in page) == (True, False)
    AuditFinding.objects.update(kind="NCm")
    page = client.get(url).text
    assert ("Pour information" in page, "La main est à vous" in page) == (False, True)


def test_a_mission_not_begun_shows_neither_criteria_nor_findings(story, signed_in):
    story.go("plan")
    url, client = story.mission.get_absolute_url(), signed_in(story.ali)

    assert "Constats</h2>" not in client.get(url).text
    story.fire("approve_plan")
    story.fire("start")
    assert "Constats</h2>" in client.get(url).text


def test_an_auditor_follows_no_link_to_a_dossier_before_accepting(story, signed_in):
    """BR-38."""
    story.go("propose")
    url, client = story.mission.get_absolute_url(), signed_in(story.ali)
    link = f'href="{story.mission.dossier.get_absolute_url()}"'

    assert link not in client.get(url).text
    story.fire("accept")
    assert link in client.get(url).text


@pytest.mark.parametrize("name", ["propose", "plan", "start", "open_contradictory", "validate"])
def test_the_mission_page_stands_at_each_step_for_each_reader(story, signed_in, name):
    story.go(name, finding="PS")

    for person in (story.ali, story.member, story.office):
        assert signed_in(person).get(story.mission.get_absolute_url()).status_code == 200


def test_a_comment_that_begins_is_kept_and_rates_nothing(story, signed_in):
    """BR-33: every criterion has a rating, or says why it has none."""
    story.go("start")
    client, url = signed_in(story.ali), criterion_url(story)
    data = {"comment": "Trois halls", "seen": ""}
    answer = client.post(url, data, headers={"X-Autosave": "1"})

    assert answer.json()["left"] == ["Votre cotation"]
    assert "Trois halls" in client.get(url).text
    assert story.mission.ratings.get().is_given is False


@pytest.mark.parametrize(("state", "is_early"), [("draft", True), ("preparation", False)])
def test_an_audit_that_cannot_be_opened_says_why(organism, alice, signed_in, state, is_early):
    dossier = factories.make_dossier(organism, state=state)
    page = signed_in(alice).get(f"/espace/dossiers/{dossier.reference}/audits/")
    shown = page.content.decode().replace("\u00a0", " ")

    early = "Cette mission se prépare à l’étape qui précède « Audit de mise en œuvre », ou pendant celle-ci."
    assert (early in shown, "Ouvrir la mission" in shown) == (is_early, not is_early)
    assert "déjà ouvertes" not in shown


@pytest.mark.parametrize(
    ("rating", "kind", "is_told"),
    [(2, "NCm", True), (3, "NCM", True), (1, "NCm", False), (2, "PS", False)],
)
def test_a_good_rating_beside_a_non_conformity_warns_the_auditor(
    story, signed_in, rating, kind, is_told
):
    """On the criterion and on the finding; never the office, who writes neither."""
    story.go("start")
    story.rate_all(rating)
    finding = story.add_finding(kind)
    urls = [criterion_url(story), finding.get_absolute_url()]
    said = "Cotation et constat se contredisent"

    assert [said in signed_in(story.ali).get(url).text for url in urls] == [is_told] * 2
    assert [said in signed_in(story.office).get(url).text for url in urls] == [False] * 2
