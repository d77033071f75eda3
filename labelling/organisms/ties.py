"""What binds a person to organisms and to the committee, read once a request."""

from django.db.models import Q

from portal import clock


def memberships(user):
    """{organism pk: function} of the person."""
    if "memberships_by_organism" not in user.__dict__:
        rows = user.memberships.filter(is_active=True).order_by()
        found = rows.values_list("organism_id", "function")
        user.__dict__["memberships_by_organism"] = dict(found)
    return user.__dict__["memberships_by_organism"]


def held_seats(user):
    """[(rank, is the président's or the vice-président's)] of the seats held today."""
    today = clock.today()
    known = user.__dict__.setdefault("seats_by_day", {})
    if today not in known:
        rows = user.mandates.filter(Q(until_on__isnull=True) | Q(until_on__gte=today))
        rows = rows.filter(since_on__lte=today).order_by()
        found = rows.values_list("rank", "seat__is_chair", "seat__is_vice_chair")
        known[today] = [(rank, is_chair or is_vice) for rank, is_chair, is_vice in found]
    return known[today]
