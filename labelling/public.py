"""What other apps may know of the label: organisms, auditors and sessions, derived at each call."""

import re

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from labelling.accreditation.models import Auditor, AuditorAccreditation
from labelling.committee.models import CommitteeSession, Decision
from labelling.dossiers.models import LabelDossier
from labelling.labels import directory, directory_page, register
from labelling.labels.commitments import PublishedCommitment
from labelling.labels.mentions import LabelMention
from labelling.labels.models import Attestation, Label
from labelling.labels.practices import tell as tell_practices
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, memberships
from portal import clock, generation
from portal.ui import words

SOURCED = re.compile(r"(?P<fact>.+?)\s*\(source\s*:\s*(?P<source>[^)]+)\)\.?")
ANNOUNCED = ("convened", "pack_sent", "open")

__all__ = (
    "accredited_auditors",
    "club_organisms",
    "current_label",
    "directory_addresses",
    "directory_rows",
    "engaged_organisms",
    "figures",
    "instructor",
    "is_auditor",
    "is_club_member",
    "labelled_organisms",
    "latest_labels",
    "map_of",
    "pioneers",
    "tell_practices",
    "upcoming_sessions",
)

generation.watch(
    Organism,
    Label,
    LabelMention,
    Attestation,
    PublishedCommitment,
    LabelDossier,
    CommitteeSession,
    Decision,
    Auditor,
    AuditorAccreditation,
)


def labelled_organisms():
    """Organisms whose label is in force today, suspended ones excluded."""
    return Organism.objects.filter(pk__in=Label.objects.in_force().values("organism"))


def engaged_organisms():
    """Organisms under way, without a label, that accept to be named (BR-70)."""
    return register.engaged()


def current_label(organism):
    """The label that the organism holds today, suspended included, or None."""
    return Label.objects.held().filter(organism=organism).first()


def latest_labels(many=3):
    """The labels in force that began last, with their organism."""
    rows = Label.objects.in_force().select_related("organism")
    return rows.order_by("-start_on", "organism__name")[:many]


def pioneers(many=6):
    """[{name, fact, source, url}]: real organisms whose label others made public, before this register.

    What was published, where, and nothing of today: whoever holds a label here is in the directory.
    """
    rows = Organism.objects.filter(is_demo=False, is_active=True, labels=None).exclude(source="")
    found = [(row.name, SOURCED.fullmatch(row.source)) for row in rows.order_by("name")[:many]]
    return [
        {"name": name, **said.groupdict(), "url": f"https://{said['source']}"}
        for name, said in found
        if said
    ]


def accredited_auditors():
    """Auditors accredited today that accept to appear (BR-45)."""
    today = clock.today()
    held = AuditorAccreditation.objects.active_on(today)
    return Auditor.objects.filter(pk__in=held.values("auditor"), is_public=True).select_related(
        "user"
    )


def is_auditor(user):
    """Accredited today: membership of the auditors' community."""
    if not user.is_authenticated:
        return False
    held = AuditorAccreditation.objects.active_on(clock.today())
    return held.filter(auditor__user=user).exists()


def club_organisms():
    """The club: organisms labelled today, with `member_since`, `cycle` and `label_end`."""
    held = Label.objects.in_force().filter(organism=OuterRef("pk"))
    first = Label.objects.filter(organism=OuterRef("pk")).exclude(state="annulled")
    first = first.order_by("start_on")
    return labelled_organisms().annotate(
        cycle=Subquery(held.values("cycle")[:1]),
        label_end=Subquery(held.values("end_on")[:1]),
        member_since=Subquery(first.values("start_on")[:1]),
    )


def is_club_member(user):
    """Somebody who acts for an organism labelled today. Derived: it ends with the label."""
    if not user.is_authenticated or not memberships(user):
        return False
    return labelled_organisms().filter(pk__in=memberships(user)).exists()


def upcoming_sessions():
    """Dates of the committee's announced sessions: `held_on` and `mode` only, nothing of the agenda."""
    rows = CommitteeSession.objects.filter(held_on__gte=clock.today(), state__in=ANNOUNCED)
    return rows.order_by("held_on").values("held_on", "mode")


def figures(region=None):
    """{labelled, engaged, homes, regions, mentions, auditors}: today, for France or for a region's code."""
    asked = {"region": region} if region else {}
    rows = list(labelled_organisms().filter(**asked).values_list("homes", "region"))
    mentions = LabelMention.objects.in_force()
    if region:
        mentions = mentions.filter(label__organism__region=region)
    return {
        "labelled": len(rows),
        "engaged": register.engaged().filter(**asked).count(),
        "homes": sum(homes for homes, _ in rows),
        "regions": len({region for _, region in rows}),
        "mentions": mentions.values("label__organism").distinct().count(),
        "auditors": _auditors(region),
    }


def _auditors(region):
    """Accredited today, those who do not appear by name included: a number names nobody."""
    held = AuditorAccreditation.objects.active_on(clock.today())
    regions = held.values_list("auditor", "auditor__regions").distinct()
    return len({auditor for auditor, codes in regions if not region or region in codes})


def directory_rows(famille=None, region=None, departement=None, limit=12):
    """The first entries of the directory by name: organism, label, word, mention (three queries)."""
    asked = {"famille": famille, "region": region, "departement": departement}
    return directory.entries(directory.rows(**asked)[:limit])


def map_of(level="region"):
    """What `tile_map` (region) or `outline_map` (departement) draws: code, label, count, homes, url."""
    return directory_page.map_rows(level)


def directory_addresses():
    """[(address, day of the last act)] of the organisms' public pages, for a sitemap (BR-70)."""
    labels = register.listed().values_list("organism__slug", "since_at")
    engaged = [(slug, None) for slug in register.engaged().values_list("slug", flat=True)]
    days = [(slug, words.as_date(at)) for slug, at in labels]
    return [
        (reverse("labelling:directory_organism", args=[slug]), day)
        for slug, day in sorted((*days, *engaged))
    ]
