"""Listing of a dossier: the sessions whose agenda may still take it."""

from labelling.committee import agenda
from labelling.committee.models import CommitteeSession
from labelling.dossiers.models import LabelDossier


def where_to_list(user, reference):
    """The sessions to come whose agenda may still take the dossier that one comes from; nothing without any."""
    if not reference or not agenda.may_list(user, None):
        return {}
    dossier = (
        LabelDossier.objects.visible_to(user)
        .filter(reference=reference)
        .select_related("organism")
        .first()
    )
    if dossier is None:
        return {}
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=agenda.OPEN_TO_LISTING)
    rows = [
        one
        for one in rows.select_related("rules").order_by("held_on")
        if agenda.problem(one) is None
    ]
    return {"dossier": dossier, "sessions": rows}
