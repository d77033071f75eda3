"""Clean-up of contract tests run on a real cluster."""

import json
import signal
from pathlib import Path

import pytest

from observatory.index_sync import building
from observatory.search.elastic import cluster as reached
from observatory.search.elastic.index import Index
from observatory.search.ports import EngineDown
from tests.observatory.search import failing_servers, fake_cluster

pytestmark = pytest.mark.django_db
SCRIPT = Path(__file__).parents[3] / "scripts" / "verify_elasticsearch.sh"
NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def test_a_lost_index_is_no_sheet_taken_out(settings, cluster):
    """A deletion answered 404 is done when the sheet is absent, and not when the index is."""
    settings.SEARCH_URL = cluster
    building.build()

    assert Index(cluster).write(gone=[7]) == {}
    with pytest.raises(EngineDown, match="index absent"):
        Index(cluster, "nulle_part").content_hashes()
    said = {"delete": {"_id": "7", "status": 404, "error": {"type": "index_not_found_exception"}}}
    answer = json.dumps({"took": 1, "errors": True, "items": [said]}).encode()
    act = failing_servers.saying(200, failing_servers.PRODUCT, answer)
    with failing_servers.server(act) as server:
        assert Index(server.url).write(gone=[7]) == {"7": "index_not_found_exception"}


@pytest.mark.dated("machine")
def test_the_indexes_of_runs_that_were_killed_are_taken_away(cluster):
    indices = reached.client(cluster).indices
    left = f"{fake_cluster.PREFIX}mort"
    indices.create(index=f"{left}_v1")
    fake_cluster.sweep(cluster)
    kept = bool(indices.exists(index=f"{left}_v1"))
    fake_cluster.sweep(cluster, older=-1, prefix=left)

    assert (kept, bool(indices.exists(index=f"{left}_v1"))) == (True, False)


def test_a_run_that_is_told_to_end_ends_as_if_interrupted():
    """Its fixtures then take its index away."""
    before = [signal.getsignal(number) for number in NUMBERS]
    try:
        fake_cluster.end_as_if_interrupted()
        for number in NUMBERS:
            with pytest.raises(KeyboardInterrupt):
                signal.raise_signal(number)
    finally:
        for number, handler in zip(NUMBERS, before, strict=True):
            signal.signal(number, handler)


def test_the_races_are_tried_on_a_real_cluster_too():
    assert "test_index_races.py" in SCRIPT.read_text(encoding="utf-8")
