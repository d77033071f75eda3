"""Pages of the cockpit: whole for the office, a share for the others, the same queries whatever the organisms."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labelling.path.dossiers.models import LabelDossier
from labelling.steering.cockpit.board import Share, board
from portal.core import clock
from portal.models import Role
from tests import factories
from tests.factories import make_dossier, make_organism
from tests.labelling.labels.factories import make_label

pytestmark = pytest.mark.django_db
ADDRESS = "/espace/pilotage/"
MOST_QUERIES = 20  # nothing is kept inside a transaction, nor read once for two


def reader(role):
    return factories.make_user("Lou", "Lecteur", roles=[role])


def queries(client):
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(ADDRESS).status_code == 200
    return len(asked)


def fill(many):
    for number in range(many):
        make_dossier(make_organism(), state=("submitted", "review", "audit")[number % 3])
        make_label(make_organism())


@pytest.mark.parametrize("role", [Role.REFERENT, Role.COMEX])
def test_the_screen_costs_the_same_with_many_organisms(role, signed_in):
    client = signed_in(reader(role))
    fill(1)
    alone = queries(client)
    fill(9)

    assert queries(client) == alone
    assert alone <= MOST_QUERIES


def test_the_referent_opens_a_stage_and_finds_its_dossiers(sonia, signed_in):
    found = make_dossier(make_organism(), state="submitted")
    make_dossier(make_organism(), state="review")
    client = signed_in(sonia)

    assert "/espace/dossiers/?etat=submitted" in client.get(ADDRESS).text
    page = client.get("/espace/dossiers/?etat=submitted").text

    assert found.reference in page


@pytest.mark.parametrize("role", [Role.COMEX, Role.COMMISSION])
def test_a_reader_is_told_no_name_of_an_organism(role, signed_in):
    """BR-98: their figures only."""
    make_label(make_organism("Valmeyre Habitat"))
    make_dossier(make_organism("Corvange Habitat"), state="submitted", due_on="2020-01-01")

    page = signed_in(reader(role)).get(ADDRESS).text

    assert (
        "Valmeyre" in page,
        "Corvange" in page,
        "moins de 3" in page.replace("\u00a0", " "),
    ) == (
        False,
        False,
        True,
    )
    assert "/espace/pilotage/cas/" not in page


def test_an_act_on_a_dossier_is_seen_at_once(db):
    share, noon = Share(*[True] * 4), datetime(2026, 11, 24, 12)
    with clock.at(noon):
        found = make_dossier(make_organism(), state="submitted", due_on="2020-01-01")
        first = board(share)
    with clock.at(noon + timedelta(seconds=20)):
        LabelDossier.objects.filter(pk=found.pk).update(due_on=None)
        html, read_at = board(share)

    assert ("Rien n’est en retard" in first[0], "Rien n’est en retard" in html) == (False, True)
    assert read_at - first[1] == timedelta(seconds=20)


def test_what_is_told_to_the_office_is_not_what_is_told_to_a_reader(db):
    make_dossier(make_organism("Valmeyre Habitat"), state="submitted", due_on="2020-01-01")
    office, reader = (board(Share(is_whole, True, False, False))[0] for is_whole in (True, False))

    assert ("Valmeyre" in office, "Valmeyre" in reader) == (True, False)


def test_the_screen_tells_the_hour_at_which_it_was_read(sonia, signed_in):
    with clock.at(datetime(2026, 11, 24, 8, 12)):
        page = signed_in(sonia).get(ADDRESS).text

    assert "à jour de 8\u00a0h\u00a012" in page


def test_the_secretariat_reads_the_sessions_alone(signed_in):
    page = signed_in(reader(Role.SECRETARY)).get(ADDRESS).text

    assert ("Séances du comité" in page, "Où en sont les dossiers" in page) == (True, False)


def test_nobody_else_opens_it(alice, signed_in):
    assert signed_in(alice).get(ADDRESS).status_code == 403
    assert signed_in(reader(Role.COMEX)).get(f"{ADDRESS}cas/retard/").status_code == 403


@pytest.mark.parametrize("code", ["retard", "silence", "sans-signataire", "main-le-referent-label"])
def test_each_number_has_a_page_of_cases(code, sonia, signed_in):
    make_dossier(make_organism("Valmeyre Habitat"), state="submitted", due_on="2020-01-01")

    assert signed_in(sonia).get(f"{ADDRESS}cas/{code}/").status_code == 200
