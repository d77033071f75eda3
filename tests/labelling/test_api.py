"""Open data API: the directory's facts, paginated, without session, score or draft."""

from datetime import date, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling import api
from portal.core import clock
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with clock.at(datetime(2026, 11, 24, 12)):
        yield


def test_labels_in_force_are_given_with_their_status_of_today(client):
    label = make_label(make_organism("Valmeyre", slug="valmeyre", region="44"))
    make_label(state="suspended")
    make_label(state="withdrawn")
    make_label(end_on=date(2026, 11, 23))
    make_dossier(make_organism("Refusé"), state="refused")

    assert client.get("/api/v1/labels").json() == {
        "count": 1,
        "items": [
            {
                "reference": label.reference,
                "organism": "Valmeyre",
                "organism_slug": "valmeyre",
                "status": "active",
                "cycle": 1,
                "start_on": "2025-01-01",
                "end_on": "2027-12-31",
                "attestation": label.attestations.get().number,
                "mentions": [],
                "is_demo": True,
            }
        ],
    }


def test_organisms_are_those_labelled_today(client):
    make_label(make_organism("Valmeyre", region="44"))
    make_organism("Candidat", has_public_consent=True)

    body = client.get("/api/v1/organisms").json()

    assert [(row["name"], row["region_name"]) for row in body["items"]] == [
        ("Valmeyre", "Grand Est")
    ]


def test_filters_and_pages(client):
    for number in range(3):
        make_label(make_organism(f"Nord {number}", region="32"))
    make_label(make_organism("Sud", region="93"))

    north = client.get("/api/v1/labels", {"region": "32", "limit": 2, "offset": 2}).json()

    assert (north["count"], [row["organism"] for row in north["items"]]) == (3, ["Nord 2"])
    assert client.get("/api/v1/labels", {"limit": 101}).status_code == 422


@pytest.mark.parametrize("path", ["labels", "organisms"])
def test_an_answer_costs_the_same_with_one_row_and_thirty(client, path):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/api/v1/{path}")
        return len(queries)

    make_label()
    one = cost()
    for _ in range(30):
        make_label()

    assert cost() == one <= 4


def test_no_session_is_opened(client):
    assert client.get("/api/v1/labels").cookies == {}


def test_the_documentation_reads_the_schema_and_calls_no_other_host(client):
    text = client.get("/api/v1/docs").content.decode()
    schema = client.get("/api/v1/openapi.json").json()

    assert sorted(schema["paths"]) == [
        "/api/v1/bilans/{year}",
        "/api/v1/chiffres",
        "/api/v1/labels",
        "/api/v1/organisms",
    ]
    assert "homes_band" in text
    own = text.replace("http://testserver", "").replace(settings.PORTAL_ADDRESS, "")
    assert "http://" not in own
    assert "https://" not in text


@pytest.mark.parametrize(
    "path",
    ["/api/v1/chiffres", "/api/v1/labels", "/api/v1/organisms"],
)
def test_an_address_asks_so_many_times_a_minute(client, path):
    answers = [client.get(path).status_code for _ in range(api.LIMIT.many + 1)]

    assert answers == [200] * api.LIMIT.many + [429]
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200


BAD = (
    "limit=0",
    "limit=x",
    "offset=-1",
    "region=4444",
    "region=99",
    "departement=99",
    "family=zz",
    "size=x",
    "mention=x",
)


def operations():
    """{path: the codes that its description documents}, {path: the shape of each refusal}."""
    schema = api.public.get_openapi_schema()
    return {path: one["get"]["responses"] for path, one in schema["paths"].items()}


def asked(client, path, known):
    """Every answer that the path can be made to give."""
    year = path.replace("{year}", "2025")
    queries = BAD if 422 in known else ()
    answers = [client.get(f"{year}?{query}") for query in ("", *queries)]
    if "{year}" in path:
        answers += [client.get(path.replace("{year}", text)) for text in ("2999", "1", "x")]
    answers += [client.get(year) for _ in range(api.LIMIT.many)]
    return answers


@pytest.mark.parametrize("path", operations())
def test_each_answer_of_the_api_is_documented_with_its_shape(client, path):
    """What one may be refused is in the description, in JSON, under `detail`."""
    make_label(make_organism("Valmeyre", region="44"))
    known = operations()[path]
    answers = asked(client, path, known)

    assert {one.status_code for one in answers} - {int(code) for code in known} == set()
    assert {one.headers["Content-Type"].partition(";")[0] for one in answers} == {
        "application/json"
    }
    refusals = {one.status_code: one.json()["detail"] for one in answers if one.status_code > 200}
    shapes = {code: type(detail) for code, detail in refusals.items()}
    assert shapes == {code: list if code == 422 else str for code in shapes}
    assert 429 in shapes
    assert answers[-1].headers["Retry-After"] == "60"
