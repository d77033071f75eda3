"""Notices of the brand, to the Dircom and the référent."""

from portal.core import clock
from portal.models import Role
from portal.notifications.notices import Group, Notice
from portal.notifications.placeholders import register_placeholders
from portal.notifications.recipients import Holders

GROUP = Group("Marque et kit", 630)
TO_OFFICE = "la Dircom et le référent label"

WHY = "Vous recevez ce message parce que vous suivez la marque Quali’Hlm et sa charte."


office = Holders((Role.DIRCOM, Role.REFERENT))


def kept_up(trademark):
    return trademark.state != trademark.State.LAPSED


def in_force(version):
    return version.holds(clock.today())


CHARTER_PUBLISHED = Notice(
    "charter.charter_published",
    "Une charte de marque est publiée",
    to=office,
    why=WHY,
    audience=TO_OFFICE,
    grouping="day",
    group=GROUP,
)
CHARTER_RECALLED = Notice(
    "charter.charter_recalled",
    "Une charte de marque est rappelée",
    to=office,
    why=WHY,
    audience=TO_OFFICE,
    group=GROUP,
)
RULES_PUBLISHED = Notice(
    "usage_rules.rules_published",
    "Un règlement d’usage est publié",
    to=office,
    why=WHY,
    audience=TO_OFFICE,
    grouping="day",
    group=GROUP,
)
RULES_RECALLED = Notice(
    "usage_rules.rules_recalled",
    "Un règlement d’usage est rappelé",
    to=office,
    why=WHY,
    audience=TO_OFFICE,
    group=GROUP,
)
REVIEW = Notice(
    "usage_rules.review",
    "Le règlement d’usage est à revoir",
    to=office,
    why=WHY,
    still=in_force,
    audience=TO_OFFICE,
    deadline=True,
    group=GROUP,
)
RENEWAL = Notice(
    "trademark.renewal",
    "La marque est à renouveler à l’INPI",
    to=office,
    why=WHY,
    still=kept_up,
    dates=("renewal_on",),
    audience=TO_OFFICE,
    deadline=True,
    group=GROUP,
)
LAPSED = Notice(
    "trademark.lapsed",
    "La marque n’est plus protégée",
    to=office,
    why=WHY,
    dates=("renewal_on",),
    audience=TO_OFFICE,
    deadline=True,
    group=GROUP,
)

register_placeholders(
    {
        "thing.code": "code",
        "thing.effective_from": "effet",
        "thing.grace_days": "jours_accordes",
        "thing.name": "nom",
        "thing.renewal_on": "renouvellement",
        "thing.review_on": "a_revoir_le",
        "thing.trademark": "marque",
    }
)
