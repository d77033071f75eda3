"""Exported tables of accreditations and of the register of auditors."""

from labelling.parties.accreditation import listing
from labelling.parties.organisms.rules import instructor
from portal.exports.columns import Column
from portal.exports.tables import Table
from portal.web.pages import only

ACCREDITATIONS = Table(
    "agrements",
    "Agréments",
    (
        Column("auditor", "Auditeur", lambda one: str(one.auditor)),
        Column("firm", "Cabinet", lambda one: one.auditor.firm),
        Column("reference", "Référence", lambda one: one.reference),
        Column("state", "État", lambda one: one.get_state_display()),
        Column("due", "Échéance", lambda one: one.due_on),
        Column("ends", "Fin", lambda one: one.ends_on),
    ),
    rows=listing.read_list,
    form=listing.filter_form,
)


def auditors(user, _query):
    only(instructor, user)
    return listing.registered(user)


def _latest(auditor):
    return next(iter(auditor.accreditations.all()), None)


def _of_latest(read):
    """What the latest accreditation gives, or nothing."""
    return lambda auditor: read(_latest(auditor)) if _latest(auditor) else None


AUDITORS = Table(
    "auditeurs",
    "Registre des auditeurs",
    (
        Column("name", "Auditeur", str),
        Column("email", "Adresse", lambda one: one.user.email),
        Column("firm", "Cabinet", lambda one: one.firm),
        Column("reference", "Agrément", _of_latest(lambda one: one.reference)),
        Column("state", "État de l’agrément", _of_latest(lambda one: one.get_state_display())),
        Column("public", "Liste publique", lambda one: one.is_public),
    ),
    rows=auditors,
)
