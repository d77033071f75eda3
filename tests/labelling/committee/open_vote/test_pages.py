"""Pages of a vote: what each person reads before, during and after it."""

import pytest

from labelling.committee.models import (
    Ballot,
)
from tests.labelling.committee.factories import (
    MOTIVE,
    fire,
    fresh,
    text,
    vote,
)
from tests.markup import tidy
from tests.page_costs import queries

pytestmark = pytest.mark.django_db


def test_a_member_votes_on_the_page_and_reads_the_hour(signed_in, voting, people):
    client = signed_in(people["S3"])
    url = voting.item.get_absolute_url()

    page = text(client.get(url))
    posted = client.post(url + "voter/", {"option": "grant"}, follow=True)

    assert "Votre vote, siège Siège S3" in page
    assert "Vote déposé à" in text(posted)
    assert Ballot.objects.get().option == "grant"


def test_nothing_of_the_votes_is_told_before_closing(signed_in, voting, people, nora, sonia, carla):
    """G20c: no count, no ballot, no name, for anybody."""
    vote(voting.item, "refuse", PRES="grant")
    for user in (people["S4"], nora, sonia):
        for page in ("", "1/"):
            said = text(signed_in(user).get(voting.session.get_absolute_url() + page))
            assert "Résultat du vote" not in said
            assert "Annexe confidentielle" not in said
            assert "Pour : " not in said


def test_the_nominal_votes_are_an_annex_after_closing(signed_in, voting, carla, people):
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)

    said = text(signed_in(people["S4"]).get(voting.item.get_absolute_url()))

    assert "Annexe confidentielle" in said
    assert "à valider par la présidence" in said


def test_the_president_sees_the_effects_before_validating(signed_in, voting, carla):
    vote(voting.item, "grant")
    fire(voting.item, "close_vote", carla)
    client = signed_in(carla)
    url = voting.item.get_absolute_url() + "valider-la-decision/"

    said = text(client.get(url))
    done = client.post(url, {"version": fresh(voting.item).version})

    assert "Un label est créé, du 17 décembre 2026 au 16 décembre 2029." in said
    assert done.status_code == 302
    assert fresh(voting.item).state == "validated"


def test_a_short_motivation_is_said_beside_its_field(signed_in, voting, carla):
    """BR-57: what was typed is kept."""
    vote(voting.item, "refuse")
    fire(voting.item, "close_vote", carla)
    url = voting.item.get_absolute_url() + "valider-la-decision/"

    response = signed_in(carla).post(
        url, {"motivation": "Trop court.", "version": fresh(voting.item).version}
    )

    assert response.status_code == 422
    assert "Trop court." in text(response)
    assert "50 caractères au moins" in text(response)


def test_a_withdrawn_member_loses_the_page_the_pack_and_the_dossier(signed_in, voting, people):
    """BR-52: each page says that they withdrew, and nothing of the point; the title is on the agenda alone."""
    client = signed_in(people["S3"])
    url = voting.item.get_absolute_url()
    dossier = voting.item.dossier

    answer = client.post(url + "retrait/", {"nature": "Ma sœur y travaille."}, follow=True)

    assert "Vous êtes en retrait du point 1" in text(answer)
    closed = [client.get(url), client.get(url + "dossier/"), client.post(url + "voter/")]
    assert [one.status_code for one in closed] == [403, 403, 403]
    said = "Vous êtes en retrait du point 1 : il ne vous est pas ouvert."
    assert [said in text(one) for one in closed] == [True, True, True]
    assert "Valmeyre" not in text(closed[0])
    assert f'href="{voting.session.get_absolute_url()}"' in text(closed[0])
    assert type(dossier).objects.visible_to(people["S3"]).count() == 0
    assert type(dossier).objects.visible_to(people["S4"]).count() == 1


def test_the_vote_page_stays_within_its_questions(signed_in, voting, people):
    assert queries(signed_in(people["S3"]), voting.item.get_absolute_url()) <= 17


def test_the_minutes_are_read_and_corrected_until_approved(signed_in, voting, carla, nora):
    """BR-59: once approved, the correction page is closed."""
    vote(voting.item, "adjourn")
    fire(voting.item, "close_vote", carla)
    fire(voting.item, "validate", carla, motivation=MOTIVE)
    fire(voting.session, "close", carla)
    fire(voting.session, "draft_minutes", nora)
    client, base = signed_in(nora), voting.session.get_absolute_url()

    assert MOTIVE in text(client.get(base + "releve/"))
    assert client.get(base + "releve/corriger/").status_code == 200
    fire(voting.session, "approve_minutes", carla)
    assert client.get(base + "releve/corriger/").status_code == 403
    assert client.get(base + "releve/").status_code == 200


def test_a_waiver_is_granted_from_the_page_by_who_presides(signed_in, voting, carla, nora):
    """BR-35."""
    url = voting.item.get_absolute_url() + "derogation/"
    reason = {"reason": "La preuve est arrivée hier ; l’auditeur la vérifiera."}

    assert signed_in(nora).post(url, reason).status_code == 403
    assert signed_in(carla).post(url, reason).status_code == 302
    assert voting.item.dossier.waivers.get().rule == "BR-35"


def test_the_page_of_a_session_leads_a_member_to_the_open_vote(
    signed_in, voting, people, nora, carla
):
    url = voting.session.get_absolute_url()

    said = tidy(text(signed_in(people["S3"]).get(url)))

    assert f'href="{voting.item.get_absolute_url()}">Ouvrir ce vote' in said
    assert "Ouvrir ce vote" not in text(signed_in(nora).get(url))
    fire(voting.item, "close_vote", carla)
    assert "Ouvrir ce vote" not in text(signed_in(people["S3"]).get(url))


def test_the_journal_of_a_session_says_which_point_a_line_is_about(signed_in, voting, nora, carla):
    said = text(signed_in(nora).get(voting.session.get_absolute_url()))

    assert f"Point 1 : {carla} a ouvert le vote" in said
    assert f"Point 1 : {carla} a ouvert la séance" not in said


def test_the_president_is_offered_to_close_a_session_before_to_call_it_again(voting, carla):
    offers = voting.session.workflow.offers(fresh(voting.session), carla)

    assert [offer.transition.name for offer in offers] == ["close", "reconvene"]
