"""System check of the catalogue: each notice says its title, its people, its group."""

from django.core import checks

from portal.notifications import catalogue
from portal.notifications.notices import NOTICES


@checks.register(checks.Tags.compatibility)
def catalogue_is_whole(**_):
    return report(NOTICES.values())


def report(notices):
    """The errors of these notices."""
    hint = "Dites-le dans notices.py."
    return [checks.Error(said, hint=hint, id="portal.E060") for said in catalogue.faults(notices)]
