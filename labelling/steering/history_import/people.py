"""People of a tracking file: the addresses that it gives of each organism, invited later and by choice."""

from dataclasses import dataclass

from django.db import transaction

from labelling.parties.organisms.models import Membership, Organism
from labelling.parties.organisms.people.actions import PURPOSE, invite_member
from labelling.steering.history_import.lines import listing
from portal.accounts.models import Invitation

MEMBER, INVITED, FREE = "member", "invited", ""


@dataclass(frozen=True)
class Person:
    """An address of the file, of an organism that is in the portal."""

    organism: Organism
    email: str
    place: str
    access: str

    @property
    def key(self):
        return f"{self.organism.slug} {self.email}"


def people(tracking_import):
    """[Person] in the order of the file, each address once an organism."""
    found = {}
    for line in listing.review(tracking_import):
        organism = line.compared.organism if line.compared else None
        for email in line.facts.get("emails") or () if organism else ():
            found.setdefault((organism.pk, email.lower()), (organism, email.lower(), line.place))
    organisms = {key for key, _ in found}
    members, invited = _members(organisms), _invited()
    return [
        Person(*facts, _access((facts[0].slug, facts[1]), members, invited))
        for facts in found.values()
    ]


def _access(key, members, invited):
    return MEMBER if key in members else INVITED if key in invited else FREE


def _members(organisms):
    rows = Membership.objects.filter(organism__in=organisms, is_active=True)
    told = rows.values_list("organism__slug", "user__email")
    return {(slug, email.lower()) for slug, email in told}


def _invited():
    rows = Invitation.objects.pending().filter(purpose=PURPOSE)
    return {
        (data.get("organism"), email.lower()) for data, email in rows.values_list("data", "email")
    }


@transaction.atomic
def invite(chosen, function, *, by):
    """An invitation each, or none: fifty a day are a person's share (`portal.accounts`)."""
    return [invite_member(one.organism, one.email, function, by=by) for one in chosen]
