"""Pages of the table of the scheme: whose they are, what they cost, the views that people keep."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction

from labelling.steering.follow_up.exchanges import actions as exchanges
from labelling.steering.monitoring import actions
from labelling.steering.monitoring.models import SavedView
from labelling.steering.monitoring.tabs import STANDARD
from portal.models import Role
from portal.workflow import Refused
from tests.factories import make_dossier, make_member, make_organism, make_user
from tests.labelling.dossiers.factories import make_auditor, make_mission
from tests.labelling.labels.factories import make_label
from tests.labelling.monitoring.test_rows import EVERY, session_of
from tests.page_costs import queries

pytestmark = pytest.mark.django_db
TABLE = "/espace/suivi/"


def keep(by, name="La mienne", query="famille=OPH", is_shared=False, is_default=False):
    return actions.keep(by, query, name=name, is_shared=is_shared, is_default=is_default)


def filled(number):
    organism = make_organism(f"Organisme {number:03}")
    make_member(organism, "contact")
    make_label(organism, start_on=date(2025, 1, 1))
    dossier = make_dossier(organism, state="diagnosis", dossier_type="renewal")
    make_mission(dossier, "hqs", auditor=make_auditor())
    session_of(dossier, date(2026, 12, 17))


@pytest.mark.parametrize("query", ["", f"?{EVERY}&tri=-au&vue=tous"])
def test_the_table_costs_the_same_with_one_and_fifty_rows(sonia, signed_in, query):
    filled(1)
    client = signed_in(sonia)
    before = queries(client, f"{TABLE}{query}")
    for number in range(2, 56):
        filled(number)

    after = queries(client, f"{TABLE}{query}")

    assert (after, after <= 16) == (before, True)
    assert len(client.get(f"{TABLE}{query}").context["lines"]) == 50


def test_a_page_has_as_many_rows_as_asked(sonia, signed_in):
    for number in range(101):
        make_organism(f"Organisme {number:03}")
    client = signed_in(sonia)

    pages = {size: client.get(f"{TABLE}?lignes={size}").context["lines"] for size in (50, 100, 200)}
    second = client.get(f"{TABLE}?lignes=100&page=2&tri=-organisme").context["page"].object_list

    assert {size: len(lines) for size, lines in pages.items()} == {50: 50, 100: 100, 200: 101}
    assert [row["name"] for row in second] == ["Organisme 000"]


def test_the_table_is_the_offices_and_nobody_elses(sonia, paul, nora, alice, dircom, signed_in):
    tech = make_user("Tom", roles=[Role.TECH])
    answers = {
        who: signed_in(who).get(TABLE).status_code
        for who in (sonia, paul, nora, alice, dircom, tech)
    }

    assert answers == {sonia: 200, paul: 200, nora: 200, alice: 403, dircom: 403, tech: 403}


def test_the_secretariat_reads_titles_and_decisions_and_nothing_of_the_dossiers(nora, signed_in):
    make_dossier(make_organism("Sans label"), state="submitted")
    filled(1)

    answer = signed_in(nora).get(f"{TABLE}?{EVERY}&statut=diagnosis&charge=moi")

    assert [row["name"] for row in answer.context["page"].object_list] == ["Organisme 001"]
    assert [one.code for one in answer.context["columns"]] == [
        "comite",
        "label",
        "du",
        "au",
        "mention",
        "renouvellement",
        "siren",
        "famille",
        "region",
        "departement",
        "logements",
        "echange",
        "relance",
        "note",
    ]
    assert list(answer.context["form"].fields) == [
        "q",
        "renouvellement",
        "famille",
        "region",
        "repris",
        "relance",
        "suivi",
    ]
    assert [item["label"] for item in answer.context["views"].items] == [
        "Avec un suivi",
        "Tous",
        "Renouvellements à 12 mois",
    ]
    led = re.findall(rb'/espace/organismes/([^"]*)', answer.content.partition(b"<main")[2])
    assert [one for one in led if b"/suivi/" not in one] == []


def test_the_first_view_hides_who_has_nothing_and_its_files_too(sonia, signed_in):
    make_organism("Rien encore")
    spoken = make_organism("Un échange")
    exchanges.note(spoken, by=sonia, kind="phone", on=date(2026, 1, 5), with_name="A", said="B")
    filled(1)
    client = signed_in(sonia)

    def shown(address):
        return [row["name"] for row in client.get(address).context["page"].object_list]

    page = client.get(TABLE).content.decode()
    current = re.search(
        r"<a[^>]*aria-current[^>]*>\s*([^<]*?)\s*</a>", page.partition('class="tabs"')[2]
    )
    assert shown(TABLE) == ["Organisme 001", "Un échange"]
    assert shown(f"{TABLE}?vue=tous") == ["Organisme 001", "Rien encore", "Un échange"]
    assert "/espace/tableaux/xlsx/espace/suivi/?suivi=oui&amp;vue=suivis" in page
    assert current[1] == "Avec un suivi"


def test_an_absorbed_organism_and_one_taken_back_are_not_in_the_table(sonia, signed_in):
    make_organism("Absorbé", is_active=False)
    make_organism("Repris à tort", taken_over_on=date(2026, 1, 1), taken_back_on=date(2026, 2, 1))

    assert signed_in(sonia).get(TABLE).context["page"].paginator.count == 0


def test_the_header_says_its_order_and_turns_it_over(sonia, signed_in):
    make_organism("Alma")
    page = signed_in(sonia).get(f"{TABLE}?tri=au&famille=OPH&vue=tous").content.decode()

    assert page.count("aria-sort=") == 1
    assert 'aria-sort="ascending"' in page
    assert "?famille=OPH&amp;tri=-au&amp;vue=tous" in page


def test_the_columns_are_chosen_and_ordered_and_the_filters_stay(sonia, signed_in):
    client = signed_in(sonia)
    address = "/espace/suivi/colonnes/?famille=OPH&tri=-au"

    answer = client.post(address, {"au": "2", "charge": "1", "mention": "3"})

    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert asked == {"famille": ["OPH"], "tri": ["-au"], "colonnes": ["charge,au,mention"]}
    assert [one.code for one in client.get(answer["Location"]).context["columns"]] == [
        "charge",
        "au",
        "mention",
    ]


@pytest.mark.parametrize("sent", [{}, {"au": "0"}, {"au": "x"}, {"au": "1000"}])
def test_no_column_or_a_rank_that_is_none_is_told(sonia, signed_in, sent):
    assert signed_in(sonia).post("/espace/suivi/colonnes/", sent).status_code == 422


def test_every_standard_view_opens(sonia, signed_in):
    client = signed_in(sonia)
    make_dossier(make_organism("Alma"), state="diagnosis", due_on=date(2020, 1, 1))

    for item in client.get(TABLE).context["views"].items:
        views = client.get(item["url"]).context["views"]
        assert ([one["label"] for one in views.items if one["is_current"]], views.is_changed) == (
            [item["label"]],
            False,
        )
    assert [name for _code, name, _query in STANDARD[1:]] == [
        "Tous", "En retard", "Renouvellements à 12 mois", "Sans auditeur", "Mes dossiers",
    ]  # fmt: skip


def test_a_view_is_kept_opened_renamed_replaced_and_deleted(sonia, signed_in):
    client = signed_in(sonia)
    asked = "famille=OPH&tri=-au&colonnes=au%2Ccharge&lignes=100"

    kept = client.post(f"/espace/suivi/vues/nouvelle/?{asked}", {"name": "OPH"})
    view = SavedView.objects.get()
    assert (kept["Location"], view.name, view.query, view.is_shared) == (
        view.table_url,
        "OPH",
        asked,
        False,
    )
    page = client.get(view.table_url)
    assert (page.context["views"].current, page.context["views"].is_changed) == (view, False)
    assert client.get(f"{view.table_url}&retard=oui").context["views"].is_changed

    client.post(view.get_absolute_url(), {"name": "Les OPH", "is_shared": "on", "is_default": "on"})
    client.post(f"{view.get_absolute_url()}remplacer/?retard=oui&rien=1")
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.is_default, view.query) == (
        "Les OPH",
        True,
        True,
        "retard=oui",
    )
    assert client.get(TABLE)["Location"] == view.table_url
    assert client.get(f"{TABLE}?vue=tous").status_code == 200

    client.post(view.get_absolute_url(), {"forget": "1"})
    assert (SavedView.objects.count(), client.get(TABLE).status_code) == (0, 200)


def test_a_shared_view_is_seen_by_the_office_and_changed_by_its_author_alone(
    sonia, paul, nora, signed_in
):
    own, shared = keep(sonia, "Secrète"), keep(sonia, "Commune", is_shared=True)

    for who in (paul, nora):
        client = signed_in(who)
        page = client.get(shared.table_url)
        labels = [item["label"] for item in page.context["views"].items]
        assert ("Commune (Sonia Vasseur)" in labels, "Secrète" in page.content.decode()) == (
            True,
            False,
        )
        assert (page.context["views"].current, page.context["views"].is_own) == (shared, False)
        for view in (own, shared):
            address = view.get_absolute_url()
            codes = [
                client.get(address).status_code,
                client.post(address, {"name": "X"}).status_code,
            ]
            codes += [client.post(address, {"forget": "1"}).status_code]
            assert [*codes, client.post(f"{address}remplacer/").status_code] == [404] * 4
    assert sorted(SavedView.objects.values_list("name", "query")) == [
        ("Commune", "famille=OPH"), ("Secrète", "famille=OPH"),
    ]  # fmt: skip


def test_a_name_is_given_once_by_a_person_whatever_its_case(sonia, paul, signed_in):
    keep(sonia, "OPH")
    keep(paul, "OPH")

    answer = signed_in(sonia).post("/espace/suivi/vues/nouvelle/", {"name": "oph"})

    assert (answer.status_code, "donnez un autre nom" in answer.content.decode()) == (409, True)


def test_one_view_is_the_default_one(sonia):
    first = keep(sonia, "Une", is_default=True)
    second = keep(sonia, "Deux", is_default=True)

    first.refresh_from_db()
    assert (first.is_default, second.is_default) == (False, True)


def test_somebody_keeps_so_many_views_and_no_more(sonia):
    for number in range(actions.MOST):
        keep(sonia, f"Vue {number}")

    with pytest.raises(Refused):
        keep(sonia, "Une de trop")


@pytest.mark.parametrize(
    "facts",
    [{"name": "oph"}, {"name": ""}, {"name": "Autre", "is_default": True}, {"reference": "same"}],
)
def test_the_database_holds_what_the_page_says(sonia, facts):
    view = keep(sonia, "OPH", is_default=True)
    facts = {"name": "Libre", "reference": "QH-VS-2026-9000"} | facts
    if facts["reference"] == "same":
        facts["reference"] = view.reference

    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(owner=sonia, **facts)
