"""Labels, the club and their figures, as other apps know them."""

import re
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, Value

from labelling.committee.models import CommitteeSession
from labelling.parties.accreditation.models import Auditor, AuditorAccreditation
from labelling.parties.organisms.affiliations import memberships
from labelling.parties.organisms.models import Organism
from labelling.title.labels import register
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from portal.access.rules import Person
from portal.core import clock
from portal.core.read_once import read_once

SOURCED = re.compile(r"(?P<fact>.+?)\s*\(source\s*:\s*(?P<source>[^)]+)\)\.?")
ANNOUNCED = ("convened", "pack_sent", "open")


def labelled_organisms() -> QuerySet:
    """Organisms whose label is in force today, suspended ones excluded."""
    return Organism.objects.filter(pk__in=Label.objects.in_force().values("organism"))


@read_once
def labelled_keys() -> frozenset[int]:
    """Their keys."""
    return frozenset(Label.objects.in_force().values_list("organism", flat=True))


def engaged_organisms() -> QuerySet:
    """Organisms under way, without a label, that accept to be named (BR-70)."""
    return register.engaged()


@read_once
def latest_labels(many: int = 3) -> list[Label]:
    """The labels in force that began last, with their organism."""
    rows = Label.objects.in_force().select_related("organism")
    return list(rows.order_by("-start_on", "organism__name__french")[:many])


def new_labels(region: str = "", departement: str = "", many: int = 30) -> QuerySet:
    """The labels that the directory shows, the latest first, of a place or of France, with their organism."""
    rows = register.directory_labels().select_related("organism")
    asked = {"organism__region": region, "organism__departement": departement}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    return rows.order_by("-start_on", "organism__name__french")[:many]


@read_once
def pioneers(many: int = 6) -> list[dict]:
    """[{name, fact, source, url}]: real organisms whose label others made public, before this register.

    What was published, where, and nothing of today: whoever holds a label here is in the directory.
    """
    rows = Organism.objects.filter(is_demo=False, is_active=True, labels=None).exclude(source="")
    found = [
        (row.name, SOURCED.fullmatch(row.source)) for row in rows.order_by("name__french")[:many]
    ]
    return [
        {"name": name, **said.groupdict(), "url": f"https://{said['source']}"}
        for name, said in found
        if said
    ]


def club_organisms() -> QuerySet:
    """The club: organisms labelled today, with `member_since`, `cycle` and `label_end`."""
    held = Label.objects.in_force().filter(organism=OuterRef("pk"))
    first = Label.objects.filter(organism=OuterRef("pk")).exclude(state="annulled")
    first = first.order_by("start_on")
    return labelled_organisms().annotate(
        cycle=Subquery(held.values("cycle")[:1]),
        label_end=Subquery(held.values("end_on")[:1]),
        member_since=Subquery(first.values("start_on")[:1]),
    )


def first_labelled_since(day: date) -> object:
    """Those of the club in their first cycle, whose first label began on `day` or since."""
    before = Label.objects.exclude(state="annulled").filter(start_on__lt=day)
    before = Exists(
        before.filter(organism=OuterRef("organism"))
    )  # asked of the few that began since
    held = Label.objects.in_force().filter(~before, cycle=1, start_on__gte=day)
    return club_organisms().filter(pk__in=held.values("organism"))


@read_once
def club_roll() -> list[int]:
    """The keys of `club_organisms`, by the day when each entered: to turn their pages without sorting them again."""
    return list(
        club_organisms().order_by("member_since", "name__french").values_list("pk", flat=True)
    )


def labelled_for(user: Person) -> tuple[int, ...]:
    """The keys of the organisms labelled today for which somebody acts."""
    if not user.is_authenticated or not memberships(user):
        return ()
    return tuple(sorted(labelled_keys().intersection(memberships(user))))


def is_club_member(user: Person) -> bool:
    """Somebody who acts for an organism labelled today. Derived: it ends with the label."""
    return bool(labelled_for(user))


def upcoming_sessions() -> QuerySet:
    """Dates of the committee's announced sessions: `held_on` and `mode` only, nothing of the agenda."""
    return _announced().order_by("held_on").values("held_on", "mode")


def _announced():
    return CommitteeSession.objects.filter(held_on__gte=clock.today(), state__in=ANNOUNCED)


@read_once
def labelled_rows() -> list[dict]:
    """[{name, slug, family, region, departement, homes, and of its picture}] of the organisms labelled today."""
    fields = ("name", "slug", "family", "region", "departement", "homes")
    picture = {name: F(f"picture__{name}") for name in ("card", "card_avif", "alt", "rights")}
    return list(labelled_organisms().order_by("name__french", "pk").values(*fields, **picture))


def figures(region: str | None = None, rows: list[dict] | None = None) -> dict:
    """{labelled, engaged, homes, regions, mentions, auditors, sessions}: today, for France or a region's code.

    Two queries for France; one when `rows` gives what `labelled_rows` has read.
    """
    if rows is None:
        return headcounts(region) | _beside(region)
    here = [row for row in rows if region in (None, row["region"])]
    return {
        "labelled": len(here),
        "homes": sum(row["homes"] for row in here),
        "regions": len({row["region"] for row in here}),
        **_beside(region),
    }


@read_once
def headcounts(region: str | None = None) -> dict:
    """{labelled, engaged, homes, regions}: organisms today, counted by the database in one query."""
    held = Q(pk__in=Label.objects.in_force().values("organism"))
    under_way = Q(pk__in=register.engaged().values("pk"))
    rows = Organism.objects.filter(region=region) if region else Organism.objects
    return rows.aggregate(
        labelled=Count("pk", filter=held),
        engaged=Count("pk", filter=under_way),
        homes=Sum("homes", filter=held, default=0),
        regions=Count("region", filter=held, distinct=True),
    )


@read_once
def _beside(region):
    """{engaged, mentions, sessions, auditors}: what stands beside the organisms that hold the label."""
    engaged, mentions = register.engaged(), LabelMention.objects.in_force()
    if region:
        engaged = engaged.filter(region=region)
        mentions = mentions.filter(label__organism__region=region)
    auditors = _auditors(region)
    return _counts(engaged=engaged, mentions=mentions, sessions=_announced(), auditors=auditors)


def _auditors(region):
    """Accredited today, those who do not appear by name included: a number names nobody."""
    held = AuditorAccreditation.objects.active_on(clock.today())
    auditors = Auditor.objects.filter(pk__in=held.values("auditor"))
    if not region:
        return auditors
    codes = auditors.order_by().values_list("pk", "regions")
    return auditors.filter(pk__in=[pk for pk, regions in codes if region in regions])


def _counts(**querysets):
    """{name: how many rows}, in one query."""
    parts = [
        rows.annotate(measure=Value(name)).order_by().values_list("measure").annotate(Count("pk"))
        for name, rows in querysets.items()
    ]
    return dict.fromkeys(querysets, 0) | dict(parts[0].union(*parts[1:], all=True).order_by())
