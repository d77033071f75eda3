"""Tabs of the table of the scheme: the standard views, one's own, those that colleagues share."""

from dataclasses import dataclass

from django.http import QueryDict

from labelling.steering.monitoring.models import SavedView

ALL, FIRST = "tous", "suivis"
STANDARD = (
    (FIRST, "Avec un suivi", {"suivi": "oui"}),
    (ALL, "Tous", {}),
    ("en-retard", "En retard", {"retard": "oui", "tri": "-retard"}),
    (
        "renouvellements",
        "Renouvellements à 12 mois",
        {"renouvellement": "12", "tri": "renouvellement"},
    ),
    ("sans-auditeur", "Sans auditeur", {"auditeur": "sans"}),
    ("mes-dossiers", "Mes dossiers", {"charge": "moi"}),
)


@dataclass(frozen=True)
class Tabs:
    """`current`: the saved view that the table came from; `is_changed`: the table is not what its tab gives."""

    items: list
    current: SavedView | None
    is_own: bool
    is_changed: bool


def tabs(asked, views):
    """The Tabs of a table, with the saved `views` that its reader sees; a view that is not there is « Tous »."""
    code = asked.view or ALL
    found = {one: (label, query) for one, label, query in _standard(asked)}
    found |= {one.reference: (_label(one, asked.user), _query(one)) for one in views}
    current = next((one for one in views if one.reference == code), None)
    code = code if code in found else ALL
    items = [
        {"label": label, "url": asked.with_view(one, query), "is_current": one == code}
        for one, (label, query) in found.items()
    ]
    is_own = current is not None and current.owner_id == asked.user.pk
    return Tabs(items, current, is_own, asked.words != found[code][1])


def first_view():
    """The words of the table that opens without any: those of whom something is known."""
    query = QueryDict(mutable=True)
    query.update(STANDARD[0][2] | {"vue": FIRST})
    return query


def _standard(asked):
    """Those whose filters its reader has."""
    for code, label, query in STANDARD:
        if all(name in asked.form.fields for name in query if name != "tri"):
            yield code, label, query


def _label(view, user):
    return view.name if view.owner_id == user.pk else f"{view.name} ({view.owner})"


def _query(view):
    return QueryDict(view.query).dict()
