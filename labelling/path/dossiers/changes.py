"""Audit-log lines of a dossier shown as changes to its followers."""

from labelling.path.dossiers.models import LabelDossier
from portal.changes.registry import register_changes


def followed(user):
    return LabelDossier.objects.visible_to(user).select_related("organism")


DECIDED = (
    "la décision du comité est validée"  # that of the journal comes with the mail that tells it
)
ACTS = {
    "open": "le dossier est ouvert",
    "edit": "la présentation est modifiée",
    "engage": "l’engagement est signé",
    "correct": "une erreur matérielle est rectifiée|{n} erreurs matérielles sont rectifiées",
    "tenants": "l’association des locataires est complétée",
    "piece.add": "une pièce est versée|{n} pièces sont versées",
    "piece.replace": "une pièce est remplacée|{n} pièces sont remplacées",
    "answer": "les compléments ont une réponse",
    "stock_import": "le patrimoine est importé",
    "stock_correct": "le patrimoine est corrigé|le patrimoine est corrigé, {n} fois",
    "stock_scope": "le périmètre du patrimoine est modifié",
    "stock_towns": "les communes de résidences sont confirmées",
    "stock_rate": "une résidence est cotée|des résidences sont cotées, {n} fois",
    "plan_add": "une action est ajoutée au plan|{n} actions sont ajoutées au plan",
    "plan_change": "une action du plan est modifiée|des actions du plan sont modifiées, {n} fois",
    "plan_validate": "le plan d’actions est validé",
    "assess": "l’auto-évaluation est complétée",
    "evidence": "une preuve est versée|{n} preuves sont versées",
    "mission": "une mission d’audit est ouverte|{n} missions d’audit sont ouvertes",
    "submit": "le dossier est déposé",
    "request_complement": "des compléments sont demandés",
    "change_complement": "la demande de compléments est modifiée",
    "cancel_complement": "la demande de compléments est annulée",
    "resubmit": "les compléments sont déposés",
    "register": "la recevabilité est prononcée",
    "dismiss": "le dossier est classé sans suite",
    "start_diagnosis": "le diagnostic HQS est ouvert",
    "start_preparation": "la préparation est ouverte",
    "start_audit": "l’audit est ouvert",
    "close_audit": "le traitement des constats commence",
    "to_review": "le dossier passe en instruction",
    "send_back": "le dossier revient en préparation",
    "schedule": "le dossier est inscrit à l’ordre du jour du comité",
    "unschedule": "le dossier est retiré de l’ordre du jour du comité",
    "grant": DECIDED,
    "refuse": DECIDED,
    "adjourn": DECIDED,
    "relist": "l’instruction reprend",
    "discontinue": "l’organisme s’est désisté",
    "stop": "l’organisme est absorbé, le dossier s’arrête",
    "reopen": "le dossier est rouvert après recours",
    "reopen_adjourned": "le dossier est rouvert après recours",
    "reopen_granted": "le dossier est rouvert",
}
register_changes(LabelDossier, "Dossier", followed, ACTS)
