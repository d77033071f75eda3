"""Volume of an export: fifty thousand residences written by the worker, in its time and memory."""

import time
from pathlib import Path

import pytest

from labelling.path.stock.models import Rating, Residence
from portal.exports import jobs
from portal.exports.models import PreparedTable
from tests.factories import make_dossier

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY, SECONDS, MEGABYTES = 50_000, 30, 200


@pytest.fixture
def large(sonia):
    dossier = make_dossier()
    Residence.objects.bulk_create(
        Residence(
            organism=dossier.organism,
            code=f"R{n:06}",
            name=f"Résidence des Tilleuls n°\u00a0{n}",
            insee=("35238", "29019", "56260")[n % 3],
            homes=n % 90 + 1,
            agency=f"Agence {n % 20}",
            is_qpv=n % 7 == 0,
        )
        for n in range(MANY)
    )
    axes = {"building": 2, "cleanliness": 2, "tranquillity": 1, "management": 0, "satisfaction": 3}
    Rating.objects.bulk_create(
        Rating(dossier=dossier, residence=one, index=8, level="ordinary", rated_by=sonia, **axes)
        for one in Residence.objects.filter(organism=dossier.organism)
    )
    return dossier


def memory(name):
    """In megabytes: what the process holds (VmRSS), or the most that it has held (VmHWM)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(name))) / 1024


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_fifty_thousand_residences_in_thirty_seconds_and_two_hundred_megabytes(
    large, sonia, signed_in, extension
):
    address = f"/espace/tableaux/{extension}/espace/dossiers/{large.reference}/patrimoine/"
    assert signed_in(sonia).post(address).status_code == 302
    Path("/proc/self/clear_refs").write_text("5")  # the most held is counted from now
    before, start = memory("VmRSS"), time.process_time()

    jobs.write_the_next()

    spent = time.process_time() - start
    grown = memory("VmHWM") - before
    row = PreparedTable.objects.get()
    assert (row.status, row.done) == ("ready", MANY)
    assert spent < SECONDS
    assert grown < MEGABYTES
