"""The directory of a space: the shown profiles of its people, by what they know and whom they act for."""

from django.db.models import Exists, OuterRef, Q

from community.people import terms
from community.people.models import Contact, Expertise, Profile
from community.spaces.standing import readers
from community.spaces.team import organisms_of
from labelling.public import size_bands
from portal.models import User

CONTACTS = Contact.objects.select_related("sender", "recipient", "space")
SAID = {"critere": "criterion", "habitat": "housing"}


def profiles(user, space, asked):
    """Those of the people of the space today that `user` sees, filtered by `asked` (cleaned)."""
    rows = Profile.objects.visible_to(user).filter(state="shown", person__in=readers(space))
    for word in asked.get("q", "").split()[:6]:
        rows = rows.filter(Q(presentation__icontains=word) | Q(person__in=_people(word)))
    for name, kind in SAID.items():
        if code := asked.get(name):
            rows = rows.filter(_says(kind, code))
    if code := asked.get("region"):
        rows = rows.filter(_says("region", code) | Q(person__in=_of_organisms(region=code)))
    if code := asked.get("taille"):
        rows = rows.filter(person__in=_of_organisms(**_band(code)))
    rows = rows.select_related("person")
    return rows.prefetch_related("person__memberships__organism", "expertise")


def _says(kind, code):
    return Exists(Expertise.objects.filter(profile=OuterRef("pk"), kind=kind, code=code))


def _people(word):
    names = Q(first_name__icontains=word) | Q(last_name__icontains=word)
    held = Q(memberships__is_active=True, memberships__organism__name__icontains=word)
    return User.objects.filter(names | held).values("pk")


def _of_organisms(**facts):
    held = {f"memberships__organism__{name}": value for name, value in facts.items()}
    return User.objects.filter(memberships__is_active=True, **held).values("pk")


def _band(code):
    _, start, below = size_bands()[code]
    return {"homes__gte": start} | ({"homes__lt": below} if below else {})


def told(rows):
    """The same, each with its organism and what it says in words."""
    known = terms.words()
    for row in rows:
        row.organism = organisms_of(row.person)
        said = [
            (one.kind, known.get((one.kind, one.code), one.code)) for one in row.expertise.all()
        ]
        row.criteria = [label for kind, label in said if kind == "criterion"]
        row.housing = [label for kind, label in said if kind == "housing"]
        row.regions = [label for kind, label in said if kind == "region"]
    return rows
