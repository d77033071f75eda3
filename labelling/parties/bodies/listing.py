"""List of representative bodies: of an organism, and of all of them for the office that verifies them."""

from django.db.models import Count, Q

from labelling.parties.bodies.forms import FilterForm
from labelling.parties.bodies.models import BodyContact, RepresentativeBody
from labelling.parties.bodies.rules import keeper, verifier
from labelling.parties.organisms.models import Organism
from portal.web.pages import only, visible_or_404

STANDING = Q(contacts__left_on=None)


def rows():
    """A body with what its page reads of others."""
    return RepresentativeBody.objects.select_related("organism", "plan", "verified_by")


def contacts():
    return BodyContact.objects.select_related("body__organism").filter(left_on=None)


def filter_form(_user, query):
    return FilterForm(query)


def _counted(rows):
    """Each with how many contacts it has: none of them is told by a list."""
    return rows.select_related("organism").annotate(
        contact_count=Count("contacts", STANDING),
        reached_count=Count("contacts", STANDING & Q(contacts__verified_on__isnull=False)),
    )


def of_organism(user, _query, *, slug):
    """Those that exist first, by kind then name."""
    organism = visible_or_404(Organism, user, slug=slug)
    only(keeper, user, organism)
    rows = _counted(RepresentativeBody.objects.visible_to(user).filter(organism=organism))
    return rows.order_by("ended_on", "kind", "name__french", "pk")


def of_all(user, query, form=None):
    """Those that exist, by organism, for whoever verifies them."""
    only(verifier, user)
    form, rows = form or FilterForm(query), RepresentativeBody.objects.visible_to(user).standing()
    form.is_valid()
    asked = form.cleaned_data
    if asked.get("nature"):
        rows = rows.filter(kind=asked["nature"])
    if asked.get("situation") == "a-verifier":
        rows = rows.to_verify()
    elif asked.get("situation"):
        rows = rows.exclude(pk__in=rows.to_verify().values("pk"))
    return _counted(form.hear(rows)).order_by(
        "organism__name__french", "kind", "name__french", "pk"
    )
