"""Tasks of corrections on the home of the présidence: an agreement to give or to refuse."""

from labelling.committee.corrections.models import Correction
from labelling.committee.corrections.rules import withdrawn_from
from labelling.parties.organisms.rules import chair
from portal.ui import words
from portal.web.worklist import DO, Task, source


def _to_agree(_user, one):
    what = f"{one.dossier.reference}, {one.get_field_display().lower()}"
    return Task(
        DO,
        f"Rectifier une erreur du dossier {words.of(one.organism)}",
        what,
        one.get_absolute_url(),
        "vous",
        button="Lire",
        undated=one.undated,
    )


@source("dossier__organism", tell=_to_agree)
def of_presidency(user):
    if not chair(user, None):
        return None
    rows = Correction.objects.visible_to(user).filter(state=Correction.State.PROPOSED)
    rows = rows.exclude(proposed_by=user)
    return rows.exclude(dossier__in=withdrawn_from(user)).order_by("proposed_on", "pk")
