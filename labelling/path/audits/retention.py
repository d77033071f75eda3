"""Retention of dossiers with their audits (BR-93); the auditor of a mission that runs keeps their account."""

from django.db.models import F, Q

from labelling.parties.accreditation.models import RUNNING
from labelling.path.assessment.models import Evidence
from labelling.path.audits.models import AuditFinding, AuditMission, AuditRating
from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.path.plan.search_sources import ACTIONS
from portal.core import clock
from portal.documents.retention import empty_held_by, erase_held_by
from portal.retention.accounts import register_account_use
from portal.retention.durations import start_of
from portal.retention.effects import SENTENCE, forget_words
from portal.retention.registry import MASKED, Keeping, register_keeping
from portal.search import index
from portal.workflow import audit_log, facts

GONE = "Effacé au terme de sa durée de conservation."
DOSSIER = dict.fromkeys(("presentation", "instruction_note", "outcome_reason"), "")
MISSION = dict.fromkeys(
    (
        "decline_reason",
        "plan_sites",
        "plan_people",
        "plan_tenants_with",
        "tenants_absence_reason",
        "summary",
        "organism_answer",
    ),
    "",
)
FINDING = {"text": GONE, "evidence": GONE, "proof": None} | dict.fromkeys(
    ("cause", "correction", "action", "owner"), ""
)
SAID = {  # of each relation of the dossier, what its rows say from then on
    "waivers": {"reason": GONE},
    "tenant_involvements": {"body": "", "file": None},
    "actions": {"title": GONE, "owner": "", "indicator": ""},
    "answers": {"na_reason": "", "comment": ""},
    "corrections": {"former": "", "corrected": GONE, "reason": GONE, "decline_reason": ""},
}
LEAVING = ("pieces", "complements", "stock_imports")  # whole rows


def erase(dossier):
    """Texts, pieces and files leave; who, when, how many, the ratings, the perimeter and the decision stay."""
    missions = AuditMission._base_manager.filter(dossier=dossier)
    findings = AuditFinding._base_manager.filter(mission__in=missions)
    ratings = list(AuditRating._base_manager.filter(~Q(comment=""), mission__in=missions))
    things = [dossier, *missions, *findings, *dossier.corrections.all()]
    for one in ratings:
        one.comment = ""
    AuditRating._base_manager.bulk_update(ratings, ["comment"])
    missions.update(**MISSION)
    findings.update(**FINDING)
    for relation, said in SAID.items():
        getattr(dossier, relation).update(**said)
    Evidence._base_manager.filter(answer__dossier=dossier).delete()
    index.keep(ACTIONS, dossier.actions.all())  # written many at once: no signal told the search
    for relation in LEAVING:
        getattr(dossier, relation).all().delete()
    for thing in things:
        forget_words(thing)
    for holder in (dossier, *missions):
        erase_held_by(holder)
        empty_held_by(holder)  # a report: its versions are evidence (BR-37)
    rows = type(dossier)._base_manager.filter(pk=dossier.pk)
    rows.update(**DOSSIER, erased_on=clock.today())
    said = facts.rows(changed=ratings)  # their comments are told by the journal
    audit_log.write(dossier, by=None, act="erase", sentence=SENTENCE, data=said)


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
