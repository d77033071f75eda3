"""Auditors and members of organisms, as other apps know them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.accreditation.rules import is_auditor as has_asked
from labelling.parties.organisms import demonstration
from labelling.parties.organisms.affiliations import memberships
from labelling.parties.organisms.models import Organism
from portal.access.rules import Person
from portal.core import clock


def accredited_auditors() -> QuerySet:
    """Auditors accredited today that accept to appear (BR-45)."""
    held = AuditorAccreditation.objects.active_on(clock.today())
    rows = Auditor.objects.filter(pk__in=held.values("auditor"), is_public=True)
    return rows.select_related("user")


def is_auditor(user: Person) -> bool:
    """Accredited today: membership of the auditors' community."""
    if not user.is_authenticated or not has_asked(user):  # nothing is read for who never audited
        return False
    held = AuditorAccreditation.objects.active_on(clock.today())
    return held.filter(auditor__user=user).exists()


def regions_of_auditor(user: Person) -> list[str]:
    """The codes of the regions that an auditor has said theirs; none for anybody else."""
    rows = Auditor.objects.filter(user=user) if has_asked(user) else Auditor.objects.none()
    return rows.values_list("regions", flat=True).first() or []


def accredited_people() -> object:
    """The keys of the people accredited today, those who do not appear in public included."""
    return AuditorAccreditation.objects.active_on(clock.today()).values("auditor__user")


def own_organisms(user: Person) -> QuerySet:
    """The organisms for which somebody acts."""
    return Organism.objects.filter(pk__in=memberships(user), is_active=True).order_by(
        "name__french"
    )


def organisms_of(people: Iterable) -> object:
    """The names of the organisms for which people act, or have acted."""
    rows = Organism.objects.filter(memberships__user__in=people).order_by("name__french").distinct()
    return list(rows.values_list("name", flat=True))


def organism_names() -> object:
    """Every organism that the portal knows, by name."""
    return list(Organism.objects.order_by("name__french").values_list("name", flat=True))


def organisms_named(names: Iterable[str]) -> dict[str, Organism]:
    """{name: organism} of those that exist; the demonstration makes its invented ones when asked for."""
    demonstration.ensure(names)
    return {row.name: row for row in Organism.objects.filter(name__in=names)}


def invented_organisms() -> object:
    """Those of the demonstration, made there when they are missing; no real one among them."""
    demonstration.ensure({row["nom"] for row in demonstration.rows()})
    return Organism.objects.filter(is_demo=True, is_active=True)


def followed_organisms(user: Person) -> QuerySet:
    """The organisms in activity that somebody sees: all of them to the office."""
    return Organism.objects.visible_to(user).filter(is_active=True).order_by("name__french")
