"""Audit lines of a dossier's changes: no rating, finding or report before it is sent (BR-39)."""

from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import LabelDossier
from portal.changes.registry import Branch, register_branch

ACTS = {
    "propose": "une mission d’audit est proposée à un auditeur",
    "accept": "l’auditeur a accepté la mission",
    "decline": "l’auditeur a décliné la mission",
    "take_back": "la proposition faite à l’auditeur est reprise",
    "plan": "le plan d’audit est envoyé",
    "approve_plan": "le plan d’audit est approuvé",
    "start": "l’audit commence",
    "close_fieldwork": "le terrain de l’audit est clos",
    "open_contradictory": "le rapport provisoire est envoyé",
    "observe": "les observations de l’organisme sont données",
    "finalise": "le rapport d’audit est définitif",
    "validate": "le rapport d’audit est validé",
    "close": "la mission d’audit est close",
    "postpone": "la mission d’audit est reportée",
    "extend": "la mission d’audit est prolongée",
    "resume": "la mission d’audit reprend",
    "cancel": "la mission d’audit est annulée",
    "stop": "la mission d’audit est annulée, le dossier s’est arrêté",
    "end": "la mission d’audit est close, le dossier s’est arrêté",
}
FINDINGS = {
    "answer": "un constat a sa réponse|{n} constats ont leur réponse",
    "accept": "la réponse à un constat est acceptée|{n} réponses à des constats sont acceptées",
    "reject": "la réponse à un constat est refusée|{n} réponses à des constats sont refusées",
    "close": "un constat est clos|{n} constats sont clos",
}
register_branch(LabelDossier, Branch(AuditMission, ACTS, "dossier", {"auditfinding": FINDINGS}))
