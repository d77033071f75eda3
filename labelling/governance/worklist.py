"""Tasks of the evolutions of the label: to record, to link for the office; to watch for who decides them."""

from labelling.governance.models import Evolution
from labelling.governance.rules import follower
from labelling.organisms.rules import instructor, referent
from portal.web.worklist import DO, WAIT, WATCH, Task, source

S = Evolution.State
MOST = 20
RECORDED = {
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
    title, url = evolution.title, evolution.get_absolute_url()
    if not instructor(user, None):
        return Task(
            WATCH, WATCHED[S(evolution.state)], title, url, evolution.hand, evolution.due_on
        )
    is_mine = evolution.state != S.ENDORSED or referent(user, None)
    where, hand = (DO, "vous") if is_mine else (WAIT, "le référent label")
    return Task(where, RECORDED[S(evolution.state)], title, url, hand, evolution.due_on)


@source("reference", "title", tell=_tell, most=MOST)
def evolutions(user):
    """The presidency and the readers watch; the secretariat reads the page."""
    if not follower(user, None):
        return None
    rows = Evolution.objects.visible_to(user).filter(state__in=RECORDED)
    return rows.order_by("due_on", "reference")
