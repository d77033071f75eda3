"""Lookup of a practice in the member space: for its organism, the office and the Dircom."""

from labelling.public import instructor, memberships, taken_back
from observatory.practices.models import GoodPractice
from portal.models import Role
from portal.web.pages import visible_or_404


def mark(practices):
    """Sets `is_verified` on each row, whether the public sees the badge; one query at most."""
    noted = [row for row in practices if row.is_from_audit]
    lost = taken_back() if noted else ()
    for row in practices:
        row.is_verified = row.is_from_audit and row.organism_id not in lost
    return practices


RELATED = ("organism", "cover", "proposed_by", "edition_of", "validated_by")


def followed(user):
    """Practices that somebody writes or reviews. Others read the public page only."""
    rows = GoodPractice.objects.visible_to(user)
    if instructor(user, None) or user.has_role(Role.DIRCOM):
        return rows
    return rows.filter(organism__in=memberships(user))


def find_practice(request, reference):
    rows = followed(request.user).select_related(*RELATED)
    return visible_or_404(GoodPractice, request.user, rows=rows, reference=reference)
