"""Permission rules of advisory support: its organism asks, the référent and the deputy answer and lead it."""

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor, member, memberships
from portal.access import rule
from portal.models import Role, User

ADVISING = (Role.REFERENT, Role.DEPUTY)
office = instructor
asker = member


@rule("le bureau du label ou un membre d’un organisme")
def reader(user, _thing):
    return office(user, None) or bool(memberships(user))


def advisers():
    """Who may lead a support: the référent and the deputy whose account is open, by name."""
    rows = User.objects.filter(groups__name__in=ADVISING, is_active=True)
    return rows.distinct().order_by("last_name__french", "first_name__french", "pk")


def supported(user):
    """The organisms for which `user` may ask for a support, by name: from the first day, before any dossier."""
    rows = Organism.objects.filter(pk__in=list(memberships(user)), is_active=True)
    return rows.order_by("name__french")
