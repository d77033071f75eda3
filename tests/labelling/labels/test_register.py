"""Public register: directory, organism page, verification, from dates and decisions."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.title.labels import register
from labelling.title.labels.models import Label
from portal.core import clock
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


def names(response):
    return [entry.organism.name for entry in response.context["entries"]]


def number_of(label):
    return label.attestations.get().number


def test_the_directory_lists_labels_in_force_only(client):
    """BR-70: active, extended and leaving later; nobody else."""
    for state in ("active", "extended", "suspended", "withdrawn", "expired", "superseded"):
        make_label(make_organism(f"Organisme {state}"), state=state)
    make_label(make_organism("Part demain"), state="renounced", ended_on=date(2026, 11, 25))
    make_label(make_organism("Parti"), state="renounced", ended_on=date(2026, 11, 24))
    make_dossier(make_organism("Refusé"), state="refused")

    response = client.get("/annuaire/")

    assert names(response) == ["Organisme active", "Organisme extended", "Part demain"]
    assert response.status_code == 200


def test_a_label_that_its_organism_leaves_later_is_held_until_that_day():
    leaving = make_label(state="renounced", ended_on=date(2026, 11, 25))
    make_label(state="renounced", ended_on=date(2026, 11, 24))

    assert list(Label.objects.held()) == [leaving]
    assert not register.engaged().filter(pk=leaving.organism_id).exists()


def test_suspended_labels_are_listed_when_the_setting_says_so(client, settings):
    settings.SHOW_SUSPENDED = True
    make_label(make_organism("Suspendu"), state="suspended")

    response = client.get("/annuaire/")

    assert names(response) == ["Suspendu"]
    assert "Suspendu</span>" in response.content.decode()


def test_a_label_ends_at_midnight_in_paris_with_every_job_stopped(client):
    label = make_label(start_on=date(2023, 7, 1), end_on=date(2026, 6, 30))
    number = number_of(label)

    with clock.at(datetime(2026, 6, 30, 23, 59, 59)):
        before = (
            names(client.get("/annuaire/")),
            client.get(f"/verifier/{number}/").context["answer"],
        )
    with clock.at(datetime(2026, 7, 1)):
        after = (
            names(client.get("/annuaire/")),
            client.get(f"/verifier/{number}/").context["answer"],
        )

    assert (before[0], before[1].status) == ([label.organism.name], "active")
    assert (after[0], after[1].status) == ([], "expired")


def test_a_label_to_come_is_shown_on_its_first_day_with_every_job_stopped(client):
    label = make_label(state="pending", start_on=date(2026, 12, 1))

    assert names(client.get("/annuaire/")) == []
    with clock.at(datetime(2026, 12, 1)):
        assert names(client.get("/annuaire/")) == [label.organism.name]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "valm"}, ["Valmeyre"]),
        ({"q": "Metz"}, ["Valmeyre"]),
        ({"famille": "ESH"}, ["Corvange"]),
        ({"region": "44"}, ["Valmeyre"]),
        ({"region": "44", "famille": "ESH"}, []),
        ({"region": "n’importe quoi"}, ["Corvange", "Valmeyre"]),
        ({"page": "999"}, ["Corvange", "Valmeyre"]),
    ],
)
def test_filters_narrow_the_directory(client, query, found):
    make_label(make_organism("Valmeyre", region="44", city="Metz"))
    make_label(make_organism("Corvange", family="ESH"))

    assert names(client.get("/annuaire/", query)) == found


def test_the_map_and_the_table_tell_the_same_figures(client):
    for region in ("44", "44", "84"):
        make_label(make_organism(region=region))

    response = client.get("/annuaire/")
    counts = {r["code"]: r["count"] for r in response.context["areas"] if r["count"]}

    assert counts == {"44": 2, "84": 1}
    assert sum(counts.values()) == response.context["page"].paginator.count


def cost(client, address):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(address)
        assert (answer.status_code, bool(answer.getvalue())) == (200, True)
    return len(queries)


def test_public_pages_cost_the_same_with_one_row_and_thirty(client):
    label = make_label()
    address = f"/annuaire/{label.organism.slug}/"
    one = cost(client, "/annuaire/"), cost(client, "/annuaire.csv"), cost(client, address)
    for _ in range(30):
        make_label()
    many = cost(client, "/annuaire/"), cost(client, "/annuaire.csv"), cost(client, address)

    assert many == one
    assert many[0] <= 6


def test_a_stranger_is_given_a_page_that_caches_may_keep_a_minute(client, signed_in, alice):
    assert client.get("/annuaire/")["Cache-Control"] == "no-cache, public"
    assert signed_in(alice).get("/annuaire/")["Cache-Control"] == "no-cache, private"


def test_the_page_of_an_organism_tells_its_cycles_and_attestation(client):
    organism = make_organism("Valmeyre Habitat", slug="valmeyre")
    make_label(organism, state="superseded", start_on=date(2022, 1, 1))
    make_label(organism, state="withdrawn", start_on=date(2019, 1, 1))
    label = make_label(organism)

    response = client.get("/annuaire/valmeyre/")

    assert response.context["attestation"].number == number_of(label)
    assert [one["label"].start_on.year for one in response.context["cycles"]] == [2025, 2022]


def test_an_engaged_organism_has_a_page_with_its_consent_only(client):
    """BR-70."""
    shy = make_organism(slug="discret")
    open_one = make_organism(slug="ouvert", has_public_consent=True)
    draft = make_organism(slug="brouillon", has_public_consent=True)
    make_dossier(shy, state="audit")
    make_dossier(open_one, state="audit")
    make_dossier(draft, state="draft")

    codes = {
        slug: client.get(f"/annuaire/{slug}/").status_code
        for slug in ("discret", "ouvert", "brouillon", "absent")
    }

    assert codes == {"discret": 404, "ouvert": 200, "brouillon": 404, "absent": 404}


@pytest.mark.parametrize(
    ("state", "fields", "status"),
    [
        ("active", {}, "active"),
        ("extended", {}, "extended"),
        ("suspended", {}, "suspended"),
        ("withdrawn", {"ended_on": date(2026, 11, 24)}, "withdrawn"),
        ("renounced", {"ended_on": date(2026, 11, 1)}, "renounced"),
        ("renounced", {"ended_on": date(2026, 12, 1)}, "active"),
        ("expired", {"end_on": date(2026, 1, 1)}, "expired"),
        ("active", {"end_on": date(2026, 11, 23)}, "expired"),
        ("superseded", {"end_on": date(2026, 1, 1)}, "superseded"),
        ("pending", {"start_on": date(2026, 11, 25)}, "pending"),
    ],
)
def test_a_number_is_answered_with_the_status_of_this_second(client, state, fields, status):
    """BR-68."""
    label = make_label(state=state, **fields)
    response = client.get(f"/verifier/{number_of(label)}/")

    assert response.context["answer"].status == status
    assert response.context["answer"].title in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_verification_names_no_person(client):
    """BR-68: neither signatory nor member."""
    label = make_label()
    text = client.get(f"/verifier/{number_of(label)}/").content.decode()

    assert [name for name in ("Carla", "Sassi") if name in text] == []


def test_a_void_attestation_answers_cancelled(client):
    """BR-69; a withdrawn label says rather that it was withdrawn (BR-68)."""
    label = make_label()
    label.attestations.update(status="void")
    cancelled = client.get(f"/verifier/{number_of(label)}/").context["answer"]
    withdrawn = make_label(state="withdrawn")
    withdrawn.attestations.update(status="void")

    assert (cancelled.title, cancelled.is_held) == ("Attestation annulée", False)
    assert register.verify(number_of(withdrawn)).title == "Label retiré"


def test_an_unknown_number_has_a_clear_page(client):
    response = client.get("/verifier/QH-2026-9999/")

    assert response.status_code == 404
    assert "Aucune attestation ne porte ce numéro" in response.content.decode()


@pytest.mark.parametrize("typed", ["QH-2024-0012", "qh 2024 0012", "2024-0012", " QH20240012 "])
def test_a_number_is_found_however_it_is_copied(client, typed):
    response = client.get("/verifier/", {"numero": typed})

    assert response["Location"] == "/verifier/QH-2024-0012/"


def test_what_is_no_number_is_kept_with_its_error(client):
    response = client.get("/verifier/", {"numero": "bonjour"})

    assert response.status_code == 422
    assert 'value="bonjour"' in response.content.decode()
    assert 'href="/annuaire/?q=bonjour"' in response.content.decode()  # a name is looked for there


def test_one_address_tries_thirty_wrong_numbers_a_minute_and_reads_any_right_one(client):
    label = make_label()
    wrong = [client.get(f"/verifier/QH-2026-9{n:03}/") for n in range(31)]

    assert [answer.status_code for answer in wrong] == [404] * 30 + [429]
    assert wrong[-1].headers["Retry-After"] == "60"
    assert client.get(f"/verifier/{number_of(label)}/").status_code == 200


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        ("active", {}, []),
        ("suspended", {"suspended_on": date(2026, 11, 20)}, [("Suspendu le", date(2026, 11, 20))]),
        ("withdrawn", {"ended_on": date(2026, 6, 16)}, [("Retiré le", date(2026, 6, 16))]),
        ("annulled", {"ended_on": date(2026, 9, 10)}, [("Annulé le", date(2026, 9, 10))]),
    ],
)
def test_what_took_the_label_back_has_its_day_beside_that_of_the_grant(client, state, days, said):
    """BR-68."""
    number = number_of(make_label(state=state, **days))
    page = client.get(f"/verifier/{number}/")

    assert page.context["answer"].ended == said
    assert "Décision d’octroi" in page.content.decode()


def test_a_wrong_number_is_corrected_before_verifying_not_before_saving(client):
    page = client.get("/verifier/?numero=abc")

    assert page.status_code == 422
    assert "Une correction avant de vérifier" in page.content.decode()
    assert 'value="abc"' in page.content.decode()
