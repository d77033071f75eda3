"""Index of the cluster: practices put in and taken out, and a new index built beside the one in service."""

import secrets
from contextlib import contextmanager
from itertools import batched

from elasticsearch.helpers import bulk

from observatory.search.elastic.cluster import PATIENT, alias, cluster_errors, patient
from observatory.search.elastic.practices import PracticeDocument, indexed
from observatory.search.ports import EngineDown
from portal.core import clock

AT_ONCE = 200
MISSING = 404


class Index:
    """The one in service, by its alias, or another by its name; ids are text, as an index gives them."""

    def __init__(self, url, name=None):
        self.client, self.alias = patient(url), alias(url)
        self.name = name or self.alias

    def write(self, documents=(), gone=()):
        """Index or replace these, delete those, seen at once; returns {id: why} of what was refused."""
        refused, named = {}, {"refresh": True, "require_alias": self.name == self.alias}
        for part in batched(self._actions(documents, gone), AT_ONCE):
            with cluster_errors():
                _done, items = bulk(self.client, part, raise_on_error=False, **named)
                refused |= dict(filter(None, map(_refusal, items)))
        return refused

    def _actions(self, documents, gone):
        for one in documents:
            yield {"_index": self.name, "_id": str(one.pk), "_source": indexed(one).to_dict()}
        for one in gone:
            yield {"_op_type": "delete", "_index": self.name, "_id": str(one)}

    def content_hashes(self):
        """{id: hash} of all that it holds."""
        with cluster_errors():
            rows = PracticeDocument.search(using=self.client, index=self.name)
            hits = rows.source(["content_hash"]).params(request_timeout=PATIENT).scan()
            return {hit.meta.id: hit.content_hash for hit in hits}


def _refusal(item):
    """A missing document is already deleted; a missing index is an error."""
    (said,) = item.values()
    error = said.get("error")
    if "delete" in item and said["status"] == MISSING and error is None:
        return None
    return said["_id"], error.get("type", "refus") if isinstance(error, dict) else "refus"


def all_taken(refused):
    """Raises `EngineDown` when something was refused."""
    if refused:
        raise EngineDown(f"fiches refusées\u00a0: {len(refused)}")


@contextmanager
def beside(url):
    """A new index to fill, which takes the alias at the end of the block; a failure leaves what was in service.

    The alias moves and the former indices are deleted in one request: nobody is without an index.
    """
    fresh = Index(url)
    fresh.name = f"{fresh.alias}_v{clock.now():%Y%m%d%H%M%S}_{secrets.token_hex(3)}"
    indices = fresh.client.indices
    try:
        with cluster_errors():
            PracticeDocument.init(index=fresh.name, using=fresh.client)
        yield fresh
        with cluster_errors():
            former = set(indices.get(index=f"{fresh.alias}_v*")) - {fresh.name}
            actions = [{"add": {"index": fresh.name, "alias": fresh.alias}}]
            actions += [{"remove_index": {"index": name}} for name in sorted(former)]
            indices.update_aliases(actions=actions)
    except BaseException:
        with cluster_errors():
            indices.delete(index=fresh.name, ignore_unavailable=True)
        raise
