"""Directory of a space: profiles shown by its people, searched by expertise and organism."""

from django.db.models import Exists, OuterRef, Q, StringAgg, Subquery, Value
from django.db.models.functions import Concat

from community.people import terms
from community.people.models import Contact, Expertise, Profile
from community.spaces.members.actions import AUDITOR
from community.spaces.members.roles import current, place, standings_of
from labelling.public import organisms_by_person, size_bands
from portal.models import User

CONTACTS = Contact.objects.select_related("sender", "recipient", "space")
SAID = {"critere": "criterion", "habitat": "housing"}


def find_profile_keys(user, space, form=None, **exact):
    """Primary keys, in order, of the profiles in the space that `user` sees and that the valid `form` leaves.

    Who stands in the space is told apart: a list of all of them would cost more to plan than the profiles to read.
    """
    rows = _seen(user, space).filter(state="shown", person__is_active=True, **exact)
    rows = form.hear(_narrowed(rows, form.cleaned_data)) if form else rows
    if space.kind == "group":
        rows = rows.filter(person__in=space.people.filter(current()).values("person"))
    acting, rows = organisms_by_person(), list(rows.values_list("pk", "person"))
    pairs = [(person, one) for _, person in rows for one in acting.get(person, (None,))]
    there = standings_of(space, pairs)
    return [key for key, person in rows if person in there]


def read_cards(keys):
    """Profiles of these keys, in order, with all that their cards show: one query."""
    rows = Profile.objects.filter(pk__in=keys).select_related("person")
    rows = rows.annotate(organism=Subquery(_organisms()), known=Subquery(_knowledge()))
    return _with_words(sorted(rows, key=lambda row: keys.index(row.pk)))


def _narrowed(rows, asked):
    for name, kind in SAID.items():
        if code := asked.get(name):
            rows = rows.filter(_says(kind, code))
    if code := asked.get("region"):
        rows = rows.filter(_says("region", code) | Q(person__in=_of_organisms(region=code)))
    if code := asked.get("taille"):
        rows = rows.filter(person__in=_of_organisms(**_band(code)))
    return rows


def _seen(user, space):
    """Same rule as `CompanionVisibility`, for this space alone: whoever reads it sees its shown profiles."""
    if place(user, space):
        return Profile.objects.all()
    return Profile.objects.visible_to(user)


def _organisms():
    """Names of those that the person acts for today, as `organisms_of` gives them."""
    name = "memberships__organism__name"
    rows = User.objects.filter(pk=OuterRef("person"), memberships__is_active=True).order_by()
    return (
        rows.values("pk")
        .annotate(names=StringAgg(name, Value(", "), order_by=f"{name}__french"))
        .values("names")
    )


def _knowledge():
    """« critère:T01.1|region:84 »: the expertise of a profile, in the order of the lists."""
    rows = Expertise.objects.filter(profile=OuterRef("pk")).order_by()
    one = Concat("kind", Value(":"), "code")
    return (
        rows.values("profile")
        .annotate(said=StringAgg(one, Value("|"), order_by=("kind", "code")))
        .values("said")
    )


def _says(kind, code):
    return Exists(Expertise.objects.filter(profile=OuterRef("pk"), kind=kind, code=code))


def _of_organisms(**facts):
    held = {f"memberships__organism__{name}": value for name, value in facts.items()}
    return User.objects.filter(memberships__is_active=True, **held).values("pk")


def _band(code):
    _, start, below = size_bands()[code]
    return {"homes__gte": start} | ({"homes__lt": below} if below else {})


def _with_words(rows):
    """The rows with their organism and their expertise in words."""
    known = terms.words()
    for row in rows:
        row.organism = row.organism or AUDITOR
        said = {"criterion": [], "housing": [], "region": []}
        for one in (row.known or "").split("|"):
            kind, _, code = one.partition(":")
            if kind:
                said[kind].append(known.get((kind, code), code))
        row.criteria, row.housing, row.regions = said.values()
    return rows
