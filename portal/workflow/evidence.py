"""Evidence: tables whose rows are inserted and never rewritten, sealed by the checkpoints of the journal (BR-23)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from portal.schema.triggers import Trigger

REFUSAL = "evidence: inserted only"
EVIDENCE = {}


@dataclass(frozen=True)
class Evidence:
    """What of a table never changes: all its columns but those named here.

    `moving` columns follow the life of the thing; `once` columns are empty until they are set, for good;
    `falling` ones go from true to false. `refused`: SQL of what else is no rightful change. `is_intact(row)`
    recomputes the digest that the row bears; `told` names the field of a digest that a line of the log tells
    too. `is_sealed=False`: rows move or may leave (retention), no checkpoint counts them.
    """

    model: type
    moving: tuple = ()
    once: tuple = ()
    falling: tuple = ()
    refused: str = ""
    is_intact: Callable | None = None
    told: str = ""
    is_sealed: bool = True

    @property
    def fixed(self):
        """The fields that a row keeps as they were inserted."""
        free = {*self.moving, *self.once, *self.falling}
        return [f for f in self.model._meta.concrete_fields if f.name not in free]

    def triggers(self, vendor):
        """On SQLite deletions are left to the models: its flush is a DELETE."""
        table = self.model._meta.db_table
        yield Trigger(f"{table}_evidence_update", table, "UPDATE", REFUSAL, self._changed(vendor))
        if vendor == "postgresql" and self.is_sealed:
            yield Trigger(f"{table}_evidence_delete", table, "DELETE", REFUSAL)

    def _changed(self, vendor):
        differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
        different = 'CAST(OLD."{0}" AS TEXT) {1} CAST(NEW."{0}" AS TEXT)'
        column = {f.name: f.column for f in self.model._meta.concrete_fields}
        said = [different.format(f.column, differs) for f in self.fixed]
        for name in self.once:
            one = f'"{column[name]}"'
            changes = different.format(column[name], differs)
            said.append(f"(COALESCE(CAST(OLD.{one} AS TEXT), '') <> '' AND {changes})")
        said += [f"(NOT OLD.{column[name]} AND NEW.{column[name]})" for name in self.falling]
        # Of a table of which nothing is fixed but the key, the rest is in `refused`.
        return " OR ".join([*said, *([f"({self.refused})"] if self.refused else [])])

    def rows(self):
        """(key, digest of what never changes) of each row, in the order of the keys."""
        names = [f.attname for f in self.fixed]
        for key, *values in (
            self.model._base_manager.order_by("pk").values_list("pk", *names).iterator(2000)
        ):
            text = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)
            yield key, hashlib.sha256(f"{key}:{text}".encode()).hexdigest()


def register_evidence(evidence):
    """A table that the checkpoints seal; its `triggers` are given by the topic's `triggers.py`."""
    EVIDENCE[evidence.model._meta.label_lower] = evidence
    return evidence


def sealed_roots():
    """{table: [last key, rows, root]} of all that is sealed, as it stands."""
    return {label: list(_roots(one, [None])[0]) for label, one in _sealed()}


def lock_writers():
    """A row under a smaller key may still be in an open transaction: let it end, or it is missed."""
    if connection.vendor == "postgresql" and EVIDENCE:
        tables = ", ".join(sorted(one.model._meta.db_table for _, one in _sealed()))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE MODE")


def broken(points, told):
    """Places that do not hold: (what, rank, why).

    `points`: (name, what `sealed_roots` gave) of each checkpoint; `told`: the digests that the log tells.
    """
    faults = []
    for label, one in _sealed():
        sealed = [(name, roots[label]) for name, roots in points if label in roots]
        sealed.sort(key=lambda point: point[1][0])
        found = _roots(one, [last for _, (last, _, _) in sealed])
        for (name, said), now in zip(sealed, found, strict=True):
            if list(now) != list(said):
                faults.append(((label, name), said[1], "preuves modifiées, ôtées ou ajoutées"))
    return faults + _bad_digests() + _untold(told)


def _sealed():
    return [(label, one) for label, one in sorted(EVIDENCE.items()) if one.is_sealed]


def _roots(one, lasts):
    """(last key, rows, root) up to each key of `lasts`, which grow; None is the end."""
    found, root, count, at = [], hashlib.sha256(), 0, 0
    rows = one.rows()
    row = next(rows, None)
    for last in lasts:
        while row and (last is None or row[0] <= last):
            root.update(row[1].encode())
            count, at, row = count + 1, row[0], next(rows, None)
        found.append((at if last is None else last, count, root.hexdigest()))
    return found


def _bad_digests():
    return [
        ((label, row.pk), 1, "empreinte fausse")
        for label, one in sorted(EVIDENCE.items())
        if one.is_intact
        for row in one.model._base_manager.order_by("pk").iterator(500)
        if not one.is_intact(row)
    ]


def _untold(told):
    """A content and its digest rewritten together are not those of the act."""
    return [
        ((label, key), 1, "empreinte que le journal ne dit pas")
        for label, one in sorted(EVIDENCE.items())
        if one.told
        for key, digest in one.model._base_manager.exclude(**{one.told: ""}).values_list(
            "pk", one.told
        )
        if digest not in told
    ]
