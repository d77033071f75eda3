"""Scenario acts of the self-assessment."""

from labelling.path.assessment import actions
from portal.scenario import act

REASON = "Sans objet\u00a0: l’organisme n’a pas cette activité dans son périmètre."


@act("assessment.rate_all", screen="labelling:assessment_criterion", who="l’organisme")
def rate_all(by, on, rating=2, ratings=None, na=None, leave=None):
    """Answer every criterion: a default, exceptions by code, codes not applicable, codes left out."""
    chosen, not_applicable, left = ratings or {}, set(na or ()), set(leave or ())
    mention = on.dossier_type == "mention"
    values = {}
    for criterion in on.framework.criteria:
        if criterion.code in left or not criterion.applies_to(mention=mention):
            continue
        is_na = criterion.code in not_applicable
        values[criterion] = {
            "rating": None if is_na else chosen.get(criterion.code, rating),
            "is_na": is_na,
            "na_reason": REASON if is_na else "",
            "comment": ""
            if is_na
            else "Procédure écrite, suivie par agence et revue deux fois par an.",
        }
    actions.answer(on, values, by=by)
