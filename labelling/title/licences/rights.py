"""Usage rights of the mark on a day, from dates, decisions and acceptance."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, Subquery

from labelling.parties.organisms.rules import memberships
from labelling.path.dossiers.models import LabelDossier
from labelling.title.brand.models import BrandCharterVersion
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from labelling.title.labels.register import UNREGISTERED
from labelling.title.licences.models import BrandLicence
from portal.core import clock, working_days

ACCEPTED = ("active", "requested")  # a licence to accept again is used until the grace ends (BR-81)


@dataclass(frozen=True)
class Right:
    """A variant that an organism may use on a day, and until when (None: while its dossier is open)."""

    variant: str
    organism_id: int
    licence: BrandLicence
    until: date | None


class Coming(NamedTuple):
    """What decides how long a right lasts besides its licence; None where there is none."""

    next_start_on: date | None  # of the label that takes over
    next_end_on: date | None
    newer_from: date | None  # of the charter to accept again
    newer_grace: int | None  # days (BR-81)


def variants(organism, day=None):
    """frozenset of "engaged", "labelled", "mention" that the organism may use on `day` (BR-78)."""
    return frozenset(right.variant for right in rights(organism, day))


def rights(organism, day=None):
    """The rights of an organism on `day`, one a variant. One query."""
    return held(BrandLicence.objects.filter(organism=organism), day)


def organisms_licensed(user, variant, day=None):
    """pk of the organisms for which the person acts and that may use `variant` on `day`."""
    mine = memberships(user) if user.is_authenticated else {}
    if not mine:
        return frozenset()
    rows = BrandLicence.objects.filter(organism__in=mine, variant=variant)
    return frozenset(right.organism_id for right in held(rows, day))


def is_usable(licence, day=None):
    """May this very licence be used on `day`?"""
    return bool(held(BrandLicence.objects.filter(pk=licence.pk), day))


def held(rows, day=None):
    """[Right] of those `rows` that hold on `day`."""
    day = day or clock.today()
    rows = _holding(rows, day).select_related("label").order_by("pk")
    found = (
        _right(one, Coming(*(getattr(one, name) for name in Coming._fields)), day) for one in rows
    )
    return [right for right in found if right]


def held_today(licences):
    """{pk: Right} of these licences of a page, read with their label: its query is written once a day."""
    by_key = {one.pk: one for one in licences}
    found = (
        _right(by_key[key], Coming(*coming), clock.today()) for key, *coming in _coming(by_key)
    )
    return {right.licence.pk: right for right in found if right}


def _coming(keys):
    rows = _holding(BrandLicence.objects.filter(pk__in=keys), clock.today())
    return rows.values_list("pk", *Coming._fields)


def _holding(rows, day):
    rows = rows.filter(_standing(day), state__in=ACCEPTED, charter__isnull=False)
    return rows.annotate(**_successor(day), **_newer_charter(day))


def _standing(day):
    """The title holds on `day` as it stands: suspended, withdrawn, ended ones do not (BR-80)."""
    in_force = Label.objects.in_force(day)
    dossiers = LabelDossier.objects.open().exclude(state__in=UNREGISTERED)
    labelled = Label.objects.held(day).filter(organism=OuterRef("organism"))
    followed = Label.objects.filter(
        organism=OuterRef("organism"), state="pending", start_on__lte=day, end_on__gte=day
    )
    return (
        (Q(variant="engaged", dossier__in=dossiers) & ~Exists(labelled))
        | (Q(variant="labelled") & (Q(label__in=in_force) | Exists(followed)))
        | Q(variant="mention", mention__in=LabelMention.objects.in_force(day))
    )


def _successor(day):
    """The label that takes over on `day`, before the clock has said so."""
    rows = Label.objects.filter(organism=OuterRef("organism"), state="pending")
    rows = rows.filter(start_on__lte=day, end_on__gte=day).order_by("start_on")
    return {
        "next_start_on": Subquery(rows.values("start_on")[:1]),
        "next_end_on": Subquery(rows.values("end_on")[:1]),
    }


def _newer_charter(day):
    """The first charter that came into force after the one accepted: its grace is counted (BR-81)."""
    rows = BrandCharterVersion.objects.published().filter(effective_from__lte=day)
    rows = rows.filter(effective_from__gt=OuterRef("charter__effective_from"))
    rows = rows.order_by("effective_from")
    return {
        "newer_from": Subquery(rows.values("effective_from")[:1]),
        "newer_grace": Subquery(rows.values("grace_days")[:1]),
    }


def _right(licence, coming, day):
    until = licence.end_on
    if until is not None and until < day:
        if not _is_followed(licence, coming):
            return None
        until = coming.next_end_on
    if coming.newer_from is not None:
        until = min(working_days.add_days(coming.newer_from, coming.newer_grace), until or date.max)
    if until is not None and until < day:
        return None
    return Right(licence.variant, licence.organism_id, licence, until)


def _is_followed(licence, coming):
    """A renewed label follows the day after the old end: the right goes on without a gap (BR-65)."""
    if licence.variant != BrandLicence.Variant.LABELLED or coming.next_start_on is None:
        return False
    return (
        licence.label.state in ("active", "extended")
        and working_days.add_days(licence.label.end_on, 1) == coming.next_start_on
    )
