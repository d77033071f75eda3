"""Notices of the drafts of the rules, to the référent and the deputy."""

from labelling.parties.framework.models import RulesDraft
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

S = RulesDraft.State
GROUP = Group("Règles du label", 640)
WHY = "Vous recevez ce message parce que vous préparez les règles du label."
TO = "le référent label et son suppléant"
office = Holders((Role.REFERENT, Role.DEPUTY))


def other_than_proposer(draft):
    """Whoever of the office may publish it."""
    return office(draft).exclude(pk=draft.proposed_by_id)


PROPOSED = Notice(
    "rules_draft.proposed",
    "Une nouvelle version des règles est proposée",
    to=office,
    why=WHY,
    audience=TO,
    states=(S.PROPOSED,),
    group=GROUP,
)
DECIDED = Notice(
    "rules_draft.decided",
    "Une version des règles décidée attend sa publication",
    to=other_than_proposer,
    reaches=office.reaches,
    why=WHY,
    audience="la personne du bureau qui ne l’a pas proposée",
    states=(S.DECIDED,),
    asks=True,
    group=GROUP,
)
PUBLISHED = Notice(
    "rules_draft.published",
    "Une nouvelle version des règles est publiée",
    to=office,
    why=WHY,
    audience=TO,
    group=GROUP,
)
RESUMED = Notice(
    "rules_draft.resumed",
    "La préparation d’une version des règles reprend",
    to=office,
    why=WHY,
    audience=TO,
    states=(S.DRAFT,),
    group=GROUP,
)
WITHDRAWN = Notice(
    "rules_draft.withdrawn",
    "Un projet de version des règles est abandonné",
    to=office,
    why=WHY,
    audience=TO,
    group=GROUP,
)

register_placeholders({"thing.code": "code", "thing.effective_from": "effet"})
