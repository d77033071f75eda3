"""The system check of the catalogue: one line a notice, one notice a line, nothing missing."""

from django.core import checks

from portal.notifications import catalogue
from portal.notifications.notices import NOTICES


@checks.register(checks.Tags.compatibility)
def catalogue_is_whole(**_):
    return report(catalogue.files(), NOTICES)


def report(sheets, keys):
    """The errors of these files for these notices."""
    return [
        checks.Error(sentence, hint="Voir portal/data/notices/.", id="portal.E060")
        for sentence in catalogue.faults(sheets, keys)
    ]
