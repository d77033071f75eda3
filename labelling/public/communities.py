"""Community access given by labels and accreditations (BR-88)."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from labelling.parties.accreditation.auditors import standing as accreditations
from labelling.parties.accreditation.rules import is_auditor
from labelling.parties.organisms.affiliations import memberships
from labelling.parties.organisms.models import Membership
from labelling.parties.organisms.standing import MEMBER, best
from labelling.title.labels import standing as labels
from portal.access.rules import Person
from portal.notifications.recipients import Capacity

__all__ = (
    "CLUB",
    "acting_pairs",
    "auditor_standings",
    "club_people",
    "club_standings",
    "has_audited",
    "member_organisms",
    "organisms_by_person",
    "own_auditor_standing",
    "own_club_regions",
    "own_member_organisms",
)


def club_standings() -> dict:
    """{organism pk: Held} today: what the label gives, or a dossier under way where the rules take it."""
    return labels.standings_from(labels.facts(Q()))


def auditor_standings() -> dict:
    """{person pk: Standing} today: what an accreditation gives."""
    return accreditations.standings_from(accreditations.facts(Q()))


def own_club_standings(user: Person) -> dict:
    """{organism pk: Held} of one's organisms."""
    mine = memberships(user)
    return labels.standings_from(labels.facts(Q(organism__in=sorted(mine)))) if mine else {}


CLUB = Capacity(
    "club", "Comme membre du club", order=500, holds=lambda user: bool(own_club_standings(user))
)


def own_club_regions(user: Person) -> dict:
    """{region: the best Standing of one's organisms there}."""
    found = {}
    for one in own_club_standings(user).values():
        found[one.region] = best([found.get(one.region), one.standing])
    return found


def own_member_organisms(user: Person, region: str | None = None) -> set[int]:
    """The keys of one's organisms that belong to the club today, in France or in a region."""
    return _members(own_club_standings(user), region)


def own_auditor_standing(user: Person) -> object:
    """The Standing that one's accreditation gives today, or None; nothing is read for who never audited."""
    if not is_auditor(user):
        return None
    facts = accreditations.facts(Q(auditor__user=user))
    return accreditations.standings_from(facts).get(user.pk)


def has_audited(user: Person) -> bool:
    """Whoever has asked for an accreditation one day: read with what binds the person, without a query."""
    return is_auditor(user)


def club_people(region: str | None = None) -> dict:
    """{person pk: Standing}: who acts for an organism that the club knows, in France or in a region."""
    found, known = {}, club_standings()
    for organism, person in acting_pairs(region):
        if organism in known:
            found[person] = best([found.get(person), known[organism].standing])
    return found


def acting_pairs(region: str | None = None) -> QuerySet:
    """(organism, person) (keys): who acts today for which organism, in France or in a region."""
    rows = Membership.objects.filter(is_active=True, user__is_active=True).order_by()
    rows = rows.filter(organism__region=region) if region else rows
    return rows.values_list("organism", "user")


def organisms_by_person() -> dict[int, list[int]]:
    """{person pk: [organism pk]}: for whom each acts today, those whose account is closed too."""
    found = defaultdict(list)
    rows = Membership.objects.filter(is_active=True).order_by()
    for person, organism in rows.values_list("user", "organism"):
        found[person].append(organism)
    return dict(found)


def member_organisms(region: str | None = None) -> set[int]:
    """The keys of the organisms that belong to the club today, in France or in a region."""
    return _members(club_standings(), region)


def _members(standings, region):
    return {
        key
        for key, held in standings.items()
        if held.standing.level == MEMBER and region in (None, held.region)
    }
