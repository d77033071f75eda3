"""Tasks of the evolutions of the label: to record, then to link, for the office; to watch for who decides them."""

from labelling.committee.governance.models import Evolution
from labelling.committee.governance.rules import follower
from labelling.parties.organisms.rules import instructor, referent
from portal.web.worklist import DO, WAIT, WATCH, Task, source

S = Evolution.State
MOST = 20
RECORDED = {  # by the office
    S.PROPOSED: "Avis de la Commission à noter",
    S.ENDORSED: "Décision du COMEX à noter",
    S.DECIDED: "Évolution à porter dans les règles",
}
WATCHED = {
    S.PROPOSED: "Évolution proposée",
    S.ENDORSED: "Évolution à décider",
    S.DECIDED: "Évolution décidée, à porter dans les règles",
}


def _tell(user, evolution):
    """Both bodies meet outside the portal: what they say is for the office to record."""
    is_office, state = instructor(user, None), S(evolution.state)
    title = (RECORDED if is_office else WATCHED)[state]
    is_mine = is_office and (state != S.ENDORSED or referent(user, None))
    where = DO if is_mine else WAIT if is_office else WATCH
    hand = "vous" if is_mine else evolution.hand
    url = evolution.get_absolute_url()
    return Task(where, title, evolution.title, url, hand, evolution.due_on)


@source(tell=_tell, most=MOST)
def evolutions(user):
    """The presidency and the readers watch; the secretariat reads the page."""
    if not follower(user, None):
        return None
    rows = Evolution.objects.visible_to(user).filter(state__in=RECORDED)
    return rows.order_by("due_on", "reference")
