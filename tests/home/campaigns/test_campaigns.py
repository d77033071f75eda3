"""Campaigns: rights, transitions, lines, the copy for next year."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from home.campaigns import actions
from home.campaigns.models import Campaign
from home.campaigns.workflow import CAMPAIGN
from portal.core import clock
from portal.web import worklist
from portal.web.submissions.once import new_key
from portal.workflow import Forbidden, Refused

pytestmark = pytest.mark.django_db
LIST = "/espace/campagnes/"
FACTS = {
    "title": "Congrès Hlm 2027",
    "kind": "congress",
    "starts_on": date(2027, 9, 1),
    "ends_on": date(2027, 10, 15),
}
TYPED = {
    "title": "Rencontres de l’Ouest",
    "kind": "region",
    "region": "53",
    "starts_on": "2027-01-10",
    "ends_on": "2027-02-10",
}


@pytest.fixture
def campaign(dircom):
    return actions.create(by=dircom, **FACTS)


def add(campaign, dircom, relation, **facts):
    return actions.keep_line(campaign, relation, facts, by=dircom)


def task(campaign, dircom, **facts):
    return add(
        campaign,
        dircom,
        "tasks",
        **{"what": "Écrire l’affiche", "due_on": date(2026, 11, 1)} | facts,
    )


def test_the_dircom_opens_a_campaign_and_is_led_to_it(signed_in, dircom):
    answer = signed_in(dircom).post(f"{LIST}ouvrir/", TYPED | {"once": new_key()})

    made = Campaign.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert (made.title, made.region_name, made.state) == (
        "Rencontres de l’Ouest",
        "Bretagne",
        "prepared",
    )


def test_a_second_click_opens_one(signed_in, dircom):
    client, fields = signed_in(dircom), TYPED | {"once": new_key()}
    for _ in range(2):
        client.post(f"{LIST}ouvrir/", fields)

    assert Campaign.objects.count() == 1


def test_an_end_before_the_start_is_told_and_kept_on_screen(signed_in, dircom):
    answer = signed_in(dircom).post(
        f"{LIST}ouvrir/", TYPED | {"ends_on": "2026-12-01", "once": new_key()}
    )

    assert answer.status_code == 422
    assert "La fin vient après le début" in answer.content.decode()
    assert "Rencontres de l’Ouest" in answer.content.decode()


def test_the_office_reads_and_the_dircom_alone_writes(signed_in, campaign, sonia, alice):
    client = signed_in(sonia)
    read = client.get(campaign.get_absolute_url())

    assert read.status_code == 200
    assert "Ajouter une tâche" not in read.content.decode()
    assert client.get(f"{campaign.get_absolute_url()}modifier/").status_code == 403
    assert (
        client.post(f"{campaign.get_absolute_url()}dupliquer/", {"once": new_key()}).status_code
        == 403
    )
    with pytest.raises(Forbidden):
        actions.create(by=sonia, **FACTS)
    assert signed_in(alice).get(LIST).status_code == 404


def test_time_starts_and_ends_a_campaign(campaign):
    with clock.at(datetime(2027, 9, 1, 9)):
        [running] = CAMPAIGN.run_timed()
    with clock.at(datetime(2027, 10, 16, 9)):
        [over] = CAMPAIGN.run_timed()

    assert (running.state, over.state) == ("running", "over")


def test_a_review_asks_for_a_measured_result(campaign, dircom):
    for step in ("start", "finish"):
        campaign = CAMPAIGN.fire(campaign, step, by=dircom)
    add(campaign, dircom, "results", measure="Visites du stand", unit="visites", target=300)

    with pytest.raises(Refused) as refused:
        CAMPAIGN.fire(campaign, "review", by=dircom, review="x" * 60)
    facts = {"achieved": 410, "measured_on": date(2027, 10, 20), "source": "Compteur du stand"}
    actions.keep_line(campaign, "results", facts, by=dircom, number=1)
    done = CAMPAIGN.fire(campaign, "review", by=dircom, review="Le stand a plu. " * 5)

    assert refused.value.codes == ["no_result"]
    assert done.state == "reviewed"
    with pytest.raises(Refused):
        task(done, dircom)


def test_a_result_has_its_date_and_its_source(signed_in, campaign, dircom):
    address = f"{campaign.get_absolute_url()}resultats/ajouter/"
    fields = {"measure": "Visites", "unit": "visites", "achieved": "12", "once": new_key()}

    answer = signed_in(dircom).post(address, fields)

    assert answer.status_code == 422
    assert "Un résultat a sa date" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        add(campaign, dircom, "results", measure="Visites", unit="visites", achieved=12)


def test_lines_are_added_changed_and_taken_off(signed_in, campaign, dircom):
    client, base = signed_in(dircom), f"{campaign.get_absolute_url()}taches/"
    client.post(f"{base}ajouter/", {"what": "Écrire", "due_on": "2027-01-02", "once": new_key()})
    client.post(f"{base}1/", {"what": "Relire", "due_on": "2027-01-03", "once": new_key()})
    changed = [(t.number, t.what) for t in campaign.tasks.all()]

    client.post(f"{base}1/oter/", {"once": new_key()})

    assert changed == [(1, "Relire")]
    assert campaign.tasks.count() == 0
    assert client.get(f"{base}9/").status_code == 404


def test_next_year_s_copy_is_to_be_done_again(campaign, dircom):
    task(campaign, dircom, done_on=date(2026, 11, 2))
    add(
        campaign,
        dircom,
        "supports",
        name="Affiche",
        kind="print",
        due_on=date(2027, 8, 1),
        proof="QH-B-2027-0001",
    )
    facts = {"measure": "Visites", "unit": "visites", "target": 300, "achieved": 410}
    add(campaign, dircom, "results", measured_on=date(2027, 10, 20), source="Compteur", **facts)

    copy = actions.duplicate(campaign, by=dircom)

    assert (copy.starts_on, copy.state) == (date(2028, 9, 1), "prepared")
    assert [(t.due_on, t.done_on) for t in copy.tasks.all()] == [(date(2027, 11, 1), None)]
    assert [(s.due_on, s.proof) for s in copy.supports.all()] == [(date(2028, 8, 1), "")]
    assert [(r.target, r.achieved) for r in copy.results.all()] == [(300, None)]
    assert campaign.tasks.get().done_on == date(2026, 11, 2)


def test_a_late_task_is_the_dircom_s_to_do(campaign, dircom, sonia):
    task(campaign, dircom)
    task(campaign, dircom, what="Plus tard", due_on=date(2027, 6, 1))

    assert [t.title for t in worklist.lists(dircom)["do"]] == ["Écrire l’affiche"]
    assert worklist.lists(sonia)["do"] == []


def test_the_list_costs_the_same_with_many(signed_in, campaign, dircom, django_assert_num_queries):
    client = signed_in(dircom)
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)
    for _ in range(10):
        task(actions.create(by=dircom, **FACTS), dircom)
    with django_assert_num_queries(8):
        client.get(LIST)


def test_the_sheet_runs_nothing_in_a_spreadsheet(signed_in, campaign, dircom):
    Campaign.objects.update(title="=1+1")

    text = signed_in(dircom).get("/espace/campagnes.csv").content.decode("utf-8-sig")

    assert text.splitlines()[1].startswith("'=1+1;Congrès Hlm;Préparée;2027-09-01;2027-10-15")


def test_filters_keep_one_kind(signed_in, campaign, dircom):
    actions.create(by=dircom, **FACTS | {"title": "Région", "kind": "region"})
    page = signed_in(dircom).get(f"{LIST}?nature=region&etat=nul").content.decode()

    assert "1\u00a0campagne<" in page
