"""Matching criteria of a mentor and a mentee: each one named, those required and those preferred."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from community.mentoring.models import LIVE, Mentoring
from labelling.public import club_organisms, first_labelled_since, size_code, sizes
from portal.core import clock
from portal.core.working_days import add_months

LOAD, NEW, FEW = 2, 12, 20  # pairs of one mentor; months after the first label (« démonstration »)


@dataclass(frozen=True)
class Criterion:
    label: str
    text: str
    is_met: bool
    is_required: bool = False


@dataclass(frozen=True)
class Candidate:
    organism: object
    criteria: tuple

    @property
    def is_fit(self):
        return all(one.is_met for one in self.criteria if one.is_required)

    @property
    def rank(self):
        """Sort key, best first: required criteria, then the number of preferences met, then the name."""
        met = sum(one.is_met for one in self.criteria)
        return not self.is_fit, -met, self.organism.homes_apart, self.organism.name


def newly_labelled():
    """Organisms in their first cycle, labelled for less than twelve months, without mentor."""
    since = add_months(clock.today(), -NEW) + timedelta(days=1)
    live = Mentoring.objects.filter(state__in=LIVE).values("mentee")
    rows = first_labelled_since(since).exclude(pk__in=live)
    return rows.order_by("member_since", "name__french")


def is_new(organism):
    return newly_labelled().filter(pk=organism.pk).exists()


def mentors():
    """Organisms labelled today in their second cycle or later, with how many they mentor."""
    given = Mentoring.objects.filter(mentor=OuterRef("pk"), state__in=LIVE).order_by()
    given = given.values("mentor").annotate(many=Count("pk")).values("many")
    load = Coalesce(Subquery(given, output_field=IntegerField()), 0)
    return club_organisms().filter(cycle__gte=2).annotate(load=load)


def candidates(mentee):
    """[Candidate], best first."""
    found = [candidate(mentor, mentee) for mentor in mentors().exclude(pk=mentee.pk)]
    return sorted(found, key=lambda one: one.rank)[:FEW]


def candidate(mentor, mentee):
    mentor.homes_apart = abs(mentor.homes - mentee.homes)
    criteria = (
        _cycle(mentor),
        _load(mentor),
        _far(mentor, mentee),
        _size(mentor, mentee),
        _region(mentor, mentee),
    )
    return Candidate(mentor, criteria)


def _cycle(mentor):
    text = f"Label renouvelé\u00a0: cycle {mentor.cycle}."
    return Criterion("Expérience", text, mentor.cycle >= 2, is_required=True)


def _load(mentor):
    words = ("Il n’accompagne personne.", "Il accompagne déjà un organisme.")
    text = words[mentor.load] if mentor.load < LOAD else f"Il en accompagne déjà {mentor.load}."
    return Criterion("Disponibilité", text, mentor.load < LOAD, is_required=True)


def _far(mentor, mentee):
    is_met = mentor.departement != mentee.departement
    near = f"Même département, {mentee.departement_name}\u00a0: ils peuvent être concurrents."
    text = f"Autre département, {mentor.departement_name}." if is_met else near
    return Criterion("Concurrence", text, is_met, is_required=True)


def _size(mentor, mentee):
    codes = [code for code, _ in sizes()]
    apart = abs(codes.index(size_code(mentor)) - codes.index(size_code(mentee)))
    told = {0: "Même tranche de taille", 1: "Tranche de taille voisine"}.get(
        apart, "Taille éloignée"
    )
    return Criterion("Taille", f"{told}\u00a0: {mentor.size_band} logements.", apart == 0)


def _region(mentor, mentee):
    is_met = mentor.region != mentee.region
    text = (
        f"Autre région, {mentor.region_name}." if is_met else f"Même région, {mentor.region_name}."
    )
    return Criterion("Région", text, is_met)
