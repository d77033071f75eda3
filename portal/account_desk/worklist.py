"""Tasks of changes of roles and accounts: to confirm, for the other office; to follow, for who proposed."""

from portal.access.offices import desk
from portal.account_desk.models import AccountChange
from portal.account_desk.rules import confirmer
from portal.web.worklist import DO, WAIT, Task, source


def _tell(user, row):
    return Task(
        DO if confirmer(user, row) else WAIT,
        row.title,
        f"Proposition {row.reference}, qu’une deuxième personne confirme",
        row.get_absolute_url(),
        row.hand_for(user),
        row.due_on,
        "Répondre" if confirmer(user, row) else "Ouvrir",
        "Échoit le",
    )


@source("person", tell=_tell)
def proposed_changes(user):
    if not desk(user, None):
        return None
    return AccountChange.objects.visible_to(user).filter(state=AccountChange.State.PROPOSED)
