"""Listing of a dossier, of a label or of an accreditation: the sessions whose agenda may still take it."""

from labelling.accreditation.models import AuditorAccreditation
from labelling.committee import agenda
from labelling.committee.models import CommitteeSession
from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Label

SUBJECTS = (LabelDossier, Label, AuditorAccreditation)


def where_to_list(user, reference):
    """The sessions to come whose agenda may still take what one comes from; nothing without any."""
    if not reference or not agenda.may_list(user, None):
        return {}
    seen = (model.objects.visible_to(user).filter(reference=reference) for model in SUBJECTS)
    subject = next(filter(None, (rows.first() for rows in seen)), None)
    if subject is None:
        return {}
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=agenda.OPEN_TO_LISTING)
    rows = [
        one
        for one in rows.select_related("rules").order_by("held_on")
        if agenda.problem(one) is None
    ]
    return {"subject": subject, "sessions": rows}
