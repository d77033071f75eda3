"""Retention of dossiers with their audits (BR-93); the auditor of a mission that runs keeps their account."""

from django.db.models import F, Q

from labelling.accreditation.models import RUNNING
from labelling.audits.erasing import erase
from labelling.audits.models import AuditMission
from labelling.dossiers.models import FINAL, LabelDossier
from portal.retention.accounts import register_account_use
from portal.retention.periods import start_of
from portal.retention.register import MASKED, Keeping, register_keeping


def auditing():
    rows = AuditMission._base_manager.filter(state__in=RUNNING, auditor__isnull=False)
    return rows.values("auditor__user_id")


def over(limit):
    """Those that ended, and whose label has, or the one that they changed: the cycle goes as far as its title."""
    ended = LabelDossier._base_manager.filter(state__in=FINAL, since_at__lt=start_of(limit))
    rows = ended.filter(_runs("labels__", limit)).values("pk")
    changed = _runs("organism__labels__", limit) & Q(
        organism__labels__start_on__lte=F("decided_on")
    )
    changing = ended.filter(changed).values("pk")
    return Q(state__in=FINAL, since_at__lt=start_of(limit), erased_on=None) & ~(
        Q(pk__in=rows) | Q(pk__in=changing)
    )


def _runs(label, limit):
    """The Q of a title that had not ended so long ago."""
    return Q(**{f"{label}end_on__gt": limit, f"{label}ended_on": None}) | Q(
        **{f"{label}ended_on__gt": limit}
    )


def held():
    """BR-93: an appeal, a complaint or a hearing that is open may turn on what its organism has filed."""
    open_ones = (
        "organism__appeals",
        "organism__complaints",
        "missions__complaints",
        "organism__labels__hearings",
    )
    asked = (Q(**{f"{one}__isnull": False, f"{one}__closed_on": None}) for one in open_ones)
    return Q(*asked, corrections__state="proposed", _connector=Q.OR)


register_account_use("mission", auditing, "une mission d’audit en cours")
register_keeping(
    Keeping(
        "dossier",
        "Dossiers, audits et constats",
        "ce qu’ils disent, les pièces et les rapports\u00a0; le nom et la fonction de qui a déposé, audité, instruit",
        "la fin du cycle du label",
        model=LabelDossier,
        over=over,
        held=held,
        deed=erase,
        ending=MASKED,
    )
)
