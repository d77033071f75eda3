"""Context of the page of an admission: its facts, its people, the organism that bears its Siren, its exchanges."""

from datetime import date

from labelling import territories
from labelling.committee.complaints.admissions.models import others, twin
from labelling.parties.organisms.models import Membership, Organism

ROLES = dict(Membership.Function.choices)


def offers(admission, found):
    """The acts of the page: a space is opened, or its people are invited in the one that exists."""
    left_out = "open" if twin(admission) else "join"
    return [offer for offer in found if offer.transition.name != left_out]


def facts(admission, user):
    """What the office compares; `near` are organisms of that name, which bear another Siren."""
    known = Organism.objects.visible_to(user)
    departements = {one.code: one.name for one in territories.departements()}
    return {
        "siren": admission.siren,
        "family": admission.get_family_display(),
        "departement": departements.get(admission.departement, admission.departement),
        "people": [
            {
                "role": ROLES["signatory"],
                "name": admission.signatory_name,
                "job": admission.signatory_job,
                "email": admission.signatory_email,
            },
            {
                "role": "demande et prépare",
                "name": admission.sender_name,
                "email": admission.sender_email,
            },
        ],
        "twin": known.filter(siren=admission.siren).first(),
        "near": list(
            known.filter(name__iexact=admission.organism_name).exclude(siren=admission.siren)[:5]
        ),
        "others": list(others(admission)),
        "exchanges": [_exchange(one) for one in admission.exchanges],
    }


def _exchange(one):
    days = {name: date.fromisoformat(one[name]) for name in ("asked_on", "said_on") if name in one}
    return one | days
