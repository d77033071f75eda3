"""Retention of sessions, votes and decisions (BR-93)."""

from itertools import groupby

from django.db.models import Q

from labelling.committee.models import CommitteeSession, InterestDeclaration
from labelling.committee.seats.models import SeatHolder
from portal.core import clock
from portal.retention.accounts import register_account_use
from portal.retention.effects import SENTENCE
from portal.retention.registry import MASKED, NEVER, Keeping, register_keeping
from portal.workflow import audit_log, facts


def seated():
    """Those whose mandate runs, or has still to begin."""
    rows = SeatHolder._base_manager.filter(Q(until_on=None) | Q(until_on__gte=clock.today()))
    return rows.values("user_id")


def declared(limit):
    """Those that still say what binds their person, or why the présidence lifted it."""
    return Q(item__session__held_on__lte=limit) & ~Q(nature="", lift_reason="")


def contested():
    """BR-93: an open appeal or complaint against the decision may turn on who should have withdrawn."""
    decision = "item__decision__"
    appeal = {f"{decision}appeal__isnull": False, f"{decision}appeal__closed_on": None}
    complaint = {f"{decision}complaints__isnull": False, f"{decision}complaints__closed_on": None}
    return Q(**appeal) | Q(**complaint)


def forget_natures(declarations):
    """Who withdrew stays, as in the minutes; a line of the journal of each session tells what it holds now (BR-51)."""
    rows = sorted(declarations, key=lambda one: one.item.session_id)
    for one in rows:
        one.nature = one.lift_reason = ""
    InterestDeclaration.objects.bulk_update(rows, ["nature", "lift_reason"])
    for key, own in groupby(rows, key=lambda one: one.item.session_id):
        session = CommitteeSession._base_manager.select_for_update().get(pk=key)
        said = facts.rows(changed=own)
        audit_log.write(session, by=None, act="erase", sentence=SENTENCE, data=said)


register_account_use("seat", seated, "un siège au comité")
register_keeping(
    Keeping(
        "interests",
        "Déclarations d’intérêts des membres du comité",
        "le lien déclaré avec un organisme",
        "la séance",
        model=InterestDeclaration,
        over=declared,
        held=contested,
        deed=lambda one: forget_natures([one]),
        deed_of_many=forget_natures,
        ending=MASKED,
    )
)
register_keeping(
    Keeping(
        "decision",
        "Relevés, décisions du comité et accusés de réception des dépôts",
        "le nom des membres présents et le sens de leur vote\u00a0; le nom de qui a déposé un dossier",
        "la décision",
        ending=NEVER,
    )
)
