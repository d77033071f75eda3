"""Factories of invitations' sources: strengths of validated reports, points of the committee."""

from labelling.committee.models import AgendaItem, CommitteeSession
from labelling.parties.framework.binding import current_committee_rules
from labelling.path.audits.models import AuditFinding
from portal.core import clock
from tests import factories
from tests.labelling.accreditation.factories import make_accreditation
from tests.labelling.audits.factories import make_mission

WORDS = (
    "Les associations de locataires reçoivent les questions quinze jours avant la rencontre et y "
    "ajoutent les leurs."
)


def make_strength(organism, *, state="validated", kind="PF", text=WORDS):
    dossier = factories.make_dossier(organism, state="granted")
    mission = make_mission(
        dossier, state=state, auditor=make_accreditation(state="active").auditor,
        declared_at=clock.now(), validated_on=clock.today(),
    )  # fmt: skip
    criterion = dossier.framework.criteria[0]
    return AuditFinding.objects.create(
        mission=mission, number=1, kind=kind, criterion=criterion, text=text
    )


def make_point(organism, state="validated"):
    session = CommitteeSession.objects.create(
        reference=f"QH-S-2026-{CommitteeSession.objects.count() + 900}", state="closed",
        held_on=clock.today(), starts_at="14:00", place="Paris",
        rules=current_committee_rules(clock.today()),
    )  # fmt: skip
    return AgendaItem.objects.create(
        session=session,
        number=1,
        kind="label",
        state=state,
        dossier=factories.make_dossier(organism),
    )
