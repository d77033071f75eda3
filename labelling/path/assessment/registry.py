"""Registry of help shown on the self-assessment by later apps."""

HELPERS = []


def register_helper(helper):
    """Register `helper(dossier, user, criterion=None)`: {title, text, url, label}, or None."""
    if helper not in HELPERS:
        HELPERS.append(helper)
    return helper


def help_for(dossier, user, criterion=None):
    """What every helper offers to this person here."""
    found = (helper(dossier, user, criterion) for helper in HELPERS)
    return [one for one in found if one]
