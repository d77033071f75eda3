"""World of the evaluation of auditors: a mission to evaluate, another that our organism has evaluated."""

from datetime import timedelta

from labelling.committee.evaluations import actions
from labelling.committee.evaluations.grids import current_grid
from labelling.path.audits.models import AuditMission
from portal.access.references import next_reference
from portal.core import clock
from tests.access.lines import PRESIDING
from tests.access.people import OFFICE, OWN

READING = (*OFFICE, "nora", *PRESIDING)
AGO = timedelta(3)


def fill(world):
    asked, given = (_validated(world) for _ in range(2))
    ratings = {one.code: 3 for one in current_grid().criteria}
    comment = world.canary("evaluationcomment", *OWN, *READING)
    actions.give(given, by=world.people["chloe"], ratings=ratings, comment=comment)
    slug = world.people["ali"].auditor.slug
    world.things["evaluable"] = world.things["ours"] | {"mission": asked.reference}
    world.things["evaluated"] = world.things["ours"] | {"auditor": slug}


def _validated(world):
    """Of a kind that no pack of the committee holds."""
    return AuditMission.objects.create(
        reference=next_reference("QH-A", clock.today().year), dossier=world.dossier,
        audit_type="hqs", auditor=world.people["ali"].auditor, state="validated",
        starts_on="2026-09-02", ends_on="2026-09-03", opened_on="2026-09-02",
        closed_on="2026-09-03", declared_at=clock.now(), validated_on=clock.today() - AGO,
    )  # fmt: skip
