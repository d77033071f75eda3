"""Factories of charters and licences, with the title that each one needs."""

from datetime import date

from labelling.title.brand.charters import looks
from labelling.title.brand.models import BrandCharterVersion
from labelling.title.licences.models import BrandLicence
from labelling.title.licences.titles import states
from portal.access.references import next_reference
from portal.core import clock
from tests.factories import make_dossier
from tests.labelling.labels.factories import make_label

RUNNING = ("active", "suspended", "ending", "revoked")


def make_charter(code, effective_from, **fields):
    """A published charter, in force from a day."""
    return BrandCharterVersion.objects.create(
        code=code,
        title=f"Charte {code}",
        effective_from=effective_from,
        state="published",
        published_at=clock.now(),
        **{"grace_days": 60} | fields,
    )


def ensure_charter():
    """The charter in force, made when no other is."""
    return looks.in_force() or make_charter("TEST-2020.1", date(2020, 1, 1))


def make_licence(organism=None, *, variant="labelled", state="active", by=None, **fields):
    """A licence put straight in a state, accepted by `by` under the charter in force."""
    title = _title(organism, variant, fields)
    organism = (title.get("dossier") or title["label"]).organism
    licence = BrandLicence(
        reference=next_reference("QH-M", clock.today().year),
        organism=organism,
        variant=variant,
        state=state,
        **title,
    )
    licence.end_on = states.last_day(licence)
    if by is not None:
        licence.accepted_by, licence.accepted_at = by, clock.now()
        licence.charter = fields.pop("charter", None) or ensure_charter()
        licence.start_on = licence.start_on or clock.today()
    if state in ("suspended", "ending", "revoked"):
        licence.digital_due_on = licence.rules.due("D21", clock.today())
        licence.print_due_on = licence.rules.due("D21p", clock.today())
        licence.due_on = licence.digital_due_on
    for name, value in fields.items():
        setattr(licence, name, value)
    licence.save()
    return licence


def _title(organism, variant, fields):
    if variant == "engaged":
        dossier = fields.pop("dossier", None)
        return {"dossier": dossier or make_dossier(organism, state="registered")}
    label = fields.pop("label", None) or make_label(organism)
    return {"label": label} | ({"mention": fields.pop("mention")} if "mention" in fields else {})
