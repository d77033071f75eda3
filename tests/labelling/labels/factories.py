"""Factories of labels, with the committee's decision that each one needs."""

from datetime import date, time

from labelling.committee.models import AgendaItem, CommitteeSession, Decision
from labelling.parties.framework.binding import current_committee_rules
from labelling.title.labels.actions import grant
from labelling.title.labels.models import Attestation, Label
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.models import Role
from tests.factories import make_dossier, make_user

TODAY = date(2026, 11, 24)


def make_decision(*, option="grant", decided_on=None, kind="label", said=None, **subject):
    """A validated decision on a dossier (`dossier=`) or on a label (`label=`); `said`: its texts, inserted once."""
    day = decided_on or clock.today()
    session = CommitteeSession.objects.create(
        reference=next_reference("QH-S", day.year),
        held_on=day,
        starts_at=time(14),
        place="Paris",
        rules=current_committee_rules(day),
    )
    item = AgendaItem.objects.create(
        session=session, number=1, kind=kind, state=AgendaItem.State.VALIDATED, **subject
    )
    return Decision.objects.create(
        item=item,
        option=option,
        counts={},
        rule_text="Majorité",
        arithmetic="8 sur 10",
        decided_on=day,
        validated_by=make_user("Carla", "Sassi", roles=[Role.SECRETARY]),
        **(said or {}),
    )


def make_granted(organism=None, *, decided_on=None, dossier_type="initial", **fields):
    """A label born of a decision, through the real `grant`."""
    fields = {"perimeter": "Tous les logements"} | fields
    decided_on = decided_on or clock.today()
    dossier = make_dossier(
        organism, state="granted", dossier_type=dossier_type, decided_on=decided_on, **fields
    )
    decision = make_decision(dossier=dossier, decided_on=decided_on)
    return grant(dossier, decision, by=decision.validated_by)


def make_label(
    organism=None, *, state="active", start_on=date(2025, 1, 1), end_on=None, said=None, **fields
):
    """A label put straight in a state, with a published attestation; `said`: the texts of its decision."""
    dossier = make_dossier(organism, state="granted", perimeter="Tous les logements")
    decision = make_decision(dossier=dossier, decided_on=start_on, said=said)
    label = Label.objects.create(
        reference=next_reference("QH-L", start_on.year),
        organism=dossier.organism,
        dossier=dossier,
        decision=decision,
        perimeter=dossier.perimeter,
        start_on=start_on,
        end_on=end_on or working_days.last_day_of_validity(start_on, 36),
        state=state,
        **fields,
    )
    Attestation.objects.create(
        label=label,
        number=next_reference("QH", start_on.year),
        status=Attestation.Status.PUBLISHED,
        organism_name=label.organism.name,
        perimeter=label.perimeter,
        start_on=label.start_on,
        end_on=label.end_on,
        decided_on=start_on,
        signatory_name=str(decision.validated_by),
        signatory_title="pour le comité de labellisation",
    )
    return label
