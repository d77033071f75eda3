"""Filters of practices by the facets of the query string, as on the search page."""

from django.db.models import Q

from labelling.public import size_bands
from observatory.practices.models import GoodPractice
from observatory.practices.terms import Kind, Origin
from observatory.search.facets import FACETS, YES

TERMS = {
    "theme": Kind.THEME,
    "critere": Kind.CRITERION,
    "perimetre": Kind.PERIMETER,
    "mot": Kind.TAG,
}
FIELDS = {
    "famille": "organism__family__in",
    "region": "organism__region__in",
    "maturite": "maturity__in",
    "annee": "year_started__in",
}
MOST = 20  # values read in a facet of an address
LONGEST = 80


def chosen(query):
    """{facet: values} of a QueryDict; unknown values are dropped."""
    found = {}
    for name in FACETS:
        values = [value for value in query.getlist(name)[:MOST] if 0 < len(value) <= LONGEST]
        if name == "annee":
            values = [value for value in values if value.isdecimal() and len(value) == 4]
        if values:
            found[name] = tuple(dict.fromkeys(value.replace("\x00", "") for value in values))
    return found


def published(asked):
    """Values of a facet are alternatives; facets add up."""
    rows = GoodPractice.objects.published()
    for name, values in asked.items():
        if name in TERMS:
            terms = {"kind": TERMS[name], "code__in": values}
            rows = rows.filter(pk__in=_with_terms(terms))
        elif name in FIELDS:
            rows = rows.filter(**{FIELDS[name]: values})
        elif name == "taille":
            rows = rows.filter(_sizes(values))
        elif YES in values:
            rows = rows.filter(_yes(name))
    return rows


def _with_terms(terms):
    model = GoodPractice._meta.get_field("terms").related_model
    return model.objects.filter(**terms).values("practice")


def _sizes(values):
    """Size bands by code or by words; nothing when none matches."""
    asked = Q(pk__in=())
    for code, (label, low, high) in size_bands().items():
        if code in values or label in values:
            band = Q(organism__homes__gte=low)
            asked |= band & Q(organism__homes__lt=high) if high else band
    return asked


def _yes(name):
    return Q(with_tenants=True) if name == "locataires" else Q(origin=Origin.AUDIT_STRENGTH)
