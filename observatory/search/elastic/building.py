"""Build of a new index beside the one in service, then swapped by alias: no downtime, no lost write."""

import logging
import secrets
from itertools import batched

from observatory.search.elastic import synonym_rules
from observatory.search.elastic.cluster import cluster_errors
from observatory.search.elastic.index import AT_ONCE, Index
from observatory.search.elastic.mapping import index_body
from portal.core import clock

logger = logging.getLogger("portal.search")


class Building:
    """`dropped`: expressions whose synonyms the cluster refused, known once built."""

    def __init__(self, reach):
        self.reach = reach
        self.name = f"{reach.alias}_v{clock.now():%Y%m%d%H%M%S}_{secrets.token_hex(3)}"
        self.dropped = []

    def whole(self, fill, *, before_switch=None):
        """Create the index, `fill()` it, swap; a failure leaves nothing. Returns what `fill` does."""
        self._create()
        try:
            self._look_at_synonyms()
            done = fill()
            self._show()
            if before_switch:
                before_switch(self.name)
            self._switch()
        except BaseException:
            self._drop()
            raise
        return done

    def passing(self, documents):
        """Generator of these documents that writes each one here on its way."""
        index = Index(self.reach, self.name)
        for part in batched(documents, AT_ONCE):
            index.write(part, is_seen=False)
            yield from part

    def _create(self):
        body = index_body()
        body["settings"]["refresh_interval"] = "-1"  # nobody reads it yet
        with cluster_errors():
            self.reach.client.indices.create(index=self.name, **body)

    def _look_at_synonyms(self):
        """A refused rule fails no build; it is reported."""
        self.dropped = synonym_rules.dropped(self.reach, self.name)
        if self.dropped:
            logger.warning("search: synonyms refused by the cluster: %s", ", ".join(self.dropped))

    def _show(self):
        with cluster_errors():
            indices = self.reach.client.indices
            indices.put_settings(index=self.name, settings={"refresh_interval": None})
            indices.refresh(index=self.name)

    def _switch(self):
        """The alias moves and former indices are deleted in one request."""
        with cluster_errors():
            indices = self.reach.client.indices
            old = [
                name for name in indices.get(index=f"{self.reach.alias}_v*") if name != self.name
            ]
            actions = [{"add": {"index": self.name, "alias": self.reach.alias}}]
            indices.update_aliases(
                actions=actions + [{"remove_index": {"index": name}} for name in old]
            )

    def _drop(self):
        with cluster_errors():
            self.reach.client.indices.delete(index=self.name, ignore_unavailable=True)
