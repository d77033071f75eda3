"""Index writes: practices put in and taken out, idempotent."""

from itertools import batched

from elasticsearch.helpers import streaming_bulk

from observatory.search.elastic import comparison
from observatory.search.elastic.cluster import cluster_errors
from observatory.search.elastic.mapping import payload
from observatory.search.ports import EngineDown

AT_ONCE = 200
MISSING = 404


class Index:
    """The alias's index by default; every write refreshes it."""

    def __init__(self, reach, name=None):
        self.reach, self.name = reach, name

    def write(self, documents, *, is_seen=True):
        """Index or replace these. Raises `EngineDown` when one is refused."""
        refused = self.played([self._put(one) for one in documents], is_seen=is_seen)
        if refused:
            raise EngineDown(f"{len(refused)} fiches refusées")

    def erase(self, pks):
        """Delete these; returns how many there were. Raises `EngineDown` when one is refused."""
        pks = list(pks)
        asked = {"ids": {"values": [str(pk) for pk in pks]}}
        with cluster_errors():
            there = self.reach.client.count(index=self._target, query=asked)["count"]
        if refused := self.played([self._out(pk) for pk in pks]):
            raise EngineDown(f"{len(refused)} fiches refusées")
        return there

    def played(self, actions, *, is_seen=True):
        """{id: why} of the refused actions."""
        refused = {}
        with cluster_errors():
            for part in batched(actions, AT_ONCE):
                sent = streaming_bulk(
                    self.reach.client,
                    part,
                    raise_on_error=False,
                    refresh=is_seen,
                    require_alias=self.name is None,
                )
                refused |= dict(filter(None, (_refusal(*one) for one in sent)))
        return refused

    def changes(self, documents, gone):
        """Bulk actions that index these practices and delete those."""
        return [self._put(one) for one in documents] + [self._out(pk) for pk in gone]

    def content_hashes(self):
        return {
            int(pk): content_hash
            for pk, content_hash in comparison.content_hashes(self.reach, self.name).items()
        }

    def _put(self, document):
        return {"_index": self._target, "_id": str(document.pk), "_source": payload(document)}

    def _out(self, pk):
        return {"_op_type": "delete", "_index": self._target, "_id": str(pk)}

    @property
    def _target(self):
        return self.name or self.reach.alias


def _refusal(is_done, item):
    """A missing document is already deleted; a missing index is an error."""
    (said,) = item.values()
    is_gone = "delete" in item and said["status"] == MISSING and "error" not in said
    return None if is_done or is_gone else (said["_id"], _why(said))


def _why(said):
    error = said.get("error") or {}
    return error.get("type", "refus") if isinstance(error, dict) else "refus"
