"""Line of « Mise en service »: a présidence that somebody holds, and enough seats held for the quorum."""

from django.urls import reverse

from labelling.committee.models import CommitteeSeat, SeatHolder, sitting
from labelling.parties.framework.binding import version_in_force
from labelling.parties.framework.models import CommitteeRulesVersion
from labelling.parties.framework.votes import quorum_needed
from portal.commissioning.registry import register_line
from portal.core import clock
from portal.ui import words


def _address(_user):
    return reverse("labelling:committee_composition")


@register_line(
    "seats",
    "Le comité peut siéger",
    hand="le référent label ou le secrétariat du comité",
    order=20,
    address=_address,
)
def missing():
    seats = list(CommitteeSeat.objects.filter(is_active=True))
    held = set(SeatHolder.objects.filter(sitting()).values_list("seat", flat=True))
    found = []
    if not any(seat.is_chair and seat.pk in held for seat in seats):
        found.append("Personne ne tient la présidence.")
    if quorum := _quorum_problem(len(seats), sum(seat.pk in held for seat in seats)):
        found.append(quorum)
    return found


def _quorum_problem(seats, held):
    rules = version_in_force(CommitteeRulesVersion, clock.today())
    if rules is None:
        return "Aucune version des règles du comité n’est publiée."
    needed = quorum_needed(seats, 0, rules)
    if needed is None:
        return "Le comité n’a aucun siège."
    if held < needed:
        return f"{words.count(held, 'siège pourvu', 'sièges pourvus')} sur {seats}, il en faut {needed} pour le quorum."
    return ""
