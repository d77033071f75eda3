"""Permission rules of the table of the scheme: whose it is, and which organisms stand in it."""

from labelling.parties.organisms.models import Organism
from labelling.parties.organisms.rules import instructor, secretary
from labelling.title.labels.models import Label

tracker = instructor | secretary


def organisms(user):
    """Those in activity that `user` sees; to the secretariat, which reads labels and no dossier, those that had one."""
    if instructor(user, None):
        rows = Organism.objects.visible_to(user)
    else:
        labels = Label.objects.visible_to(user).values("organism")
        rows = Organism.objects.filter(pk__in=labels)
    return rows.filter(is_active=True)
