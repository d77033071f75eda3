"""Permission rule of the communities: whoever acts for an organism, audits, or runs them."""

from labelling.public import has_audited, instructor, memberships


def comes(user):
    """Members of organisms and auditors see what is open to them, and why the rest is not."""
    if not user.is_authenticated:
        return False
    return bool(memberships(user)) or instructor(user, None) or has_audited(user)
