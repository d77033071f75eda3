"""Exported table of licences."""

from labelling.licences import pages
from labelling.licences.forms import LicenceFilter
from portal.exports.columns import Column
from portal.exports.tables import Table


def filter_form(_user, query):
    return LicenceFilter(query)


def listed(user, query):
    return filter_form(user, query).narrow(pages.listed(user))


def _status(row):
    return row["label_status"].label if row["label_status"] else None


LICENCES = Table(
    "licences",
    "Licences de marque",
    (
        Column("organism", "Organisme", lambda row: row["licence"].organism.name),
        Column("reference", "Référence", lambda row: row["licence"].reference),
        Column("variant", "Variante", lambda row: row["licence"].get_variant_display()),
        Column("state", "État", lambda row: row["licence"].get_state_display()),
        Column("right", "Usage permis aujourd’hui", lambda row: row["right"] is not None),
        Column("until", "Permis jusqu’au", lambda row: row["right"] and row["right"].until),
        Column("due", "À faire avant le", lambda row: row["licence"].due_on),
        Column("label", "Label", _status),
    ),
    rows=listed,
    form=filter_form,
    lines=lambda licences, *_seen: pages.rows(licences),
)
