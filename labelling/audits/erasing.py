"""Erasure of what a dossier, its audits and its findings say, at the end of what is kept (BR-93)."""

from django.db.models import Q

from labelling.assessment.models import Evidence
from labelling.audits.models import AuditFinding, AuditMission, AuditRating
from labelling.plan.search_sources import ACTIONS
from portal.core import clock
from portal.documents.erasing import empty_held_by, erase_held_by
from portal.retention.erasing import SENTENCE, forget_words
from portal.search import index
from portal.workflow import audit_log, told_facts

GONE = "Effacé au terme de sa durée de conservation."
DOSSIER = dict.fromkeys(("presentation", "instruction_note", "outcome_reason"), "")
MISSION = dict.fromkeys(
    (
        "decline_reason",
        "plan_sites",
        "plan_people",
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
    said = told_facts.rows(changed=ratings)  # their comments are told by the journal
    audit_log.write(dossier, by=None, act="erase", sentence=SENTENCE, data=said)
