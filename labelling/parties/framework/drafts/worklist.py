"""Tasks of the drafts of the rules on the home of the office: prepared, to endorse, to decide, to publish."""

from labelling.parties.framework.drafts.rules import publisher
from labelling.parties.framework.models import RulesDraft
from labelling.parties.organisms.rules import instructor
from portal.web.worklist import DO, WAIT, Task, source

S = RulesDraft.State
TITLES = {
    S.DRAFT: "Version des règles en préparation",
    S.PROPOSED: "Avis à noter",
    S.ENDORSED: "Décision du COMEX à noter",
    S.DECIDED: "Version des règles à publier",
}
MOST = 20


def _tell(user, draft):
    is_mine = draft.state != S.DECIDED or publisher(user, draft)
    hand = "vous" if is_mine else "l’autre personne du bureau"
    return Task(
        DO if is_mine else WAIT, TITLES[S(draft.state)], draft.code, draft.get_absolute_url(), hand
    )


@source(tell=_tell, most=MOST)
def drafts(user):
    if not instructor(user, None):
        return None
    rows = RulesDraft.objects.visible_to(user).filter(state__in=TITLES)
    return rows.order_by("effective_from", "code")
