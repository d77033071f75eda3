"""Permission rules of advisory support: its organism asks, the référent and the deputy answer and lead it."""

from django.db.models import Exists, OuterRef

from labelling.dossiers.models import LabelDossier
from labelling.labels.models import Label
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, member, memberships
from portal.access import rule
from portal.core import clock
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


def is_supported(organism):
    return organisms().filter(pk=organism.pk).exists()


def supported(user):
    """The organisms for which `user` may ask for a support, by name."""
    return organisms().filter(pk__in=list(memberships(user))).order_by("name__french")


def organisms():
    """A support is for who applies or holds the label: an open dossier, or a label in force."""
    own = {"organism": OuterRef("pk")}
    applies = LabelDossier.objects.open().filter(**own)
    holds = Label.objects.held(clock.today()).filter(**own)
    return Organism.objects.filter(Exists(applies) | Exists(holds), is_active=True)
