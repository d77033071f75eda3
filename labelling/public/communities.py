"""What the label and the accreditations open in the communities today (BR-88)."""

from labelling.accreditation.rules import is_auditor
from labelling.accreditation.standing import auditor_standings
from labelling.labels.standing import club_standings
from labelling.organisms.models import Membership
from labelling.organisms.standing import MEMBER, best
from labelling.organisms.ties import memberships


def own_club_standings(user, known=None):
    """{region: the best Standing of one's organisms there}; nothing is read for who acts for nobody.

    `known` is `club_standings()` where the page needs it anyway.
    """
    mine = memberships(user)
    if known is None:
        return _by_region(club_standings(list(mine))) if mine else {}
    return _by_region({key: one for key, one in known.items() if key in mine})


def has_audited(user):
    """Whoever has asked for an accreditation one day: read with what binds the person, without a query."""
    return is_auditor(user)


def own_auditor_standing(user):
    """The Standing that one's accreditation gives today, or None; nothing is read for who never audited."""
    return auditor_standings(user).get(user.pk) if is_auditor(user) else None


def club_people(region=None, known=None):
    """{person pk: Standing}: who acts for an organism that the club knows, in France or in a region."""
    standings = club_standings() if known is None else known
    rows = Membership.objects.filter(is_active=True, user__is_active=True)
    rows = rows.filter(organism__region=region) if region else rows
    found = {}
    for organism, person in rows.values_list("organism", "user"):
        if organism in standings:
            found[person] = best([found.get(person), standings[organism].standing])
    return found


def member_organisms(region=None):
    """The keys of the organisms that belong to the club today, in France or in a region."""
    return {
        key
        for key, held in club_standings().items()
        if held.standing.level == MEMBER and region in (None, held.region)
    }


def _by_region(standings):
    found = {}
    for one in standings.values():
        found[one.region] = best([found.get(one.region), one.standing])
    return found
