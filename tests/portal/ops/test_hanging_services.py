"""Mail, antivirus and search that hang, then come back, under a light load of a site of several processes."""

import json
import re

import pytest

from tests.portal.ops import machines
from tests.portal.ops.doors import doors
from tests.portal.ops.machine_parts import MANY
from tests.portal.ops.machines import Browser, until
from tests.portal.ops.under_load import READ, broken, codes_of, loaded

pytestmark = pytest.mark.slow
FILE, PAGE = "/espace/fichiers/{}/", "/observatoire/?q=gardien"
SLOWEST = 15  # seconds for a page, on a machine that is shared


@pytest.fixture(scope="module")
def hanging():
    with doors() as (found, settings):
        yield found, settings


@pytest.fixture(scope="module")
def site(hanging, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    with machines.on_postgres(folder, **hanging[1]) as one:
        one.people = one.run("people")
        for name in ("left", "right"):
            one.add(name).serve()
        one.machines[0].work()
        yield one


@pytest.fixture
def load(site):
    with loaded(site) as people:
        yield people


def sonia(site, machine=0):
    return Browser(site.machines[machine], site.people["session"])


def states(site):
    """{service: state}, as a machine reads them."""
    told = Browser(site.machines[1])
    answer = told.get("/sante/services/")
    return {one["name"]: one["state"] for one in json.loads(answer.text)["services"]}


def test_what_waits_is_told_what_fails_closed_is_closed_and_all_of_it_comes_back(
    site, hanging, load
):
    """Slow: a turn of the worker hangs for ten seconds, mails are tried again after half a minute."""
    found = hanging[0]
    token = site.run("deposit")
    site.run("jobs")
    took = until(lambda: sonia(site).get(PAGE).status == 200)
    simple = sonia(site, 1).get(PAGE).text
    closed = [sonia(site, number).get(FILE.format(token)).status for number in (0, 1)]
    until(lambda: states(site).get("serveur-de-courriels") == "panne", seconds=150)
    until(lambda: site.run("counted"), seconds=300)  # a mail that hangs holds no other work
    seen, gone = states(site), list(found["MAIL_URL"].kept)

    for door in found.values():
        door.opened.set()
    until(lambda: sonia(site).get(FILE.format(token)).status == 200, seconds=300)
    until(lambda: len(invited(found)) == MANY, seconds=500)
    until(lambda: site.run("counted") == MANY, seconds=300)
    until(lambda: states(site)["serveur-de-courriels"] == "ok", seconds=120)
    for one in load:
        one.end()

    assert (took < SLOWEST, re.search("Recherche\\s+simplifiée", simple) is not None) == (
        True,
        True,
    )
    assert (closed, gone) == ([403, 403], [])
    assert (seen["recherche"], seen["base"], seen["travail-de-fond"]) == ("attention", "ok", "ok")
    assert broken(load) == {}
    assert {name: codes_of(load, name) - {200} for name in READ[:4]} == {
        name: set() for name in READ[:4]
    }
    assert codes_of(load, "note") == {302}
    assert invited(found) == sorted(f"ana{number}@test.example" for number in range(MANY))
    assert site.run("journal") == []


def invited(found):
    return sorted(one for one in found["MAIL_URL"].kept if one.startswith("ana"))
