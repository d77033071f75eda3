"""Legend of an exported table: which list, its filters in words, when, by whom, how many rows."""

from django.conf import settings

from portal.exports.columns import text
from portal.ui import words


def legend(seen, user, *, at, many):
    """[(label, value)]: what tells, years later, what the file held."""
    filters = seen.filters(user)
    return [
        ("Liste", text(seen.table.title)),
        ("Adresse", f"{settings.PORTAL_ADDRESS}{seen.address}"),
        ("Établi le", words.moment(at)),
        ("Par", text(str(user))),
        *((f"Filtre\u00a0: {label}", text(said)) for label, said in filters),
        *([] if filters else [("Filtres", "aucun")]),
        ("Lignes", many),
    ]
