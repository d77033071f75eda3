"""The mails of the brand: to the Dircom and the référent."""

from portal.core import clock
from portal.models import Role
from portal.notifications.notices import Notice
from portal.notifications.recipients import Holders

WHY = "Vous recevez ce message parce que vous suivez la marque Quali’Hlm et sa charte."


office = Holders((Role.DIRCOM, Role.REFERENT))


def kept_up(trademark):
    return trademark.state != trademark.State.LAPSED


def in_force(version):
    return version.holds(clock.today())


RENEWAL = Notice("trademark.renewal", to=office, why=WHY, still=kept_up, dates=("renewal_on",))
LAPSED = Notice("trademark.lapsed", to=office, why=WHY, dates=("renewal_on",))
REVIEW = Notice("usage_rules.review", to=office, why=WHY, still=in_force)
RULES_PUBLISHED = Notice("usage_rules.rules_published", to=office, why=WHY)
CHARTER_PUBLISHED = Notice("charter.charter_published", to=office, why=WHY)
CHARTER_RECALLED = Notice("charter.charter_recalled", to=office, why=WHY)
RULES_RECALLED = Notice("usage_rules.rules_recalled", to=office, why=WHY)
