"""What other apps may know of the label: organisms, auditors and sessions, derived at each call."""

import re

from django.db.models import Count, OuterRef, Subquery, Value

from labelling import territories
from labelling.accreditation.models import Auditor, AuditorAccreditation
from labelling.committee.composition import colleges
from labelling.committee.models import CommitteeSeat, CommitteeSession, Decision
from labelling.dossiers.models import LabelDossier
from labelling.framework.models import (
    Criterion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    Stage,
    Theme,
)
from labelling.framework.shown import evaluation_framework, rules_in_force
from labelling.labels import register
from labelling.labels.mentions import LabelMention
from labelling.labels.models import Attestation, Label
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, memberships
from portal import clock, generation

SOURCED = re.compile(r"(?P<fact>.+?)\s*\(source\s*:\s*(?P<source>[^)]+)\)\.?")
ANNOUNCED = ("convened", "pack_sent", "open")

__all__ = (
    "accredited_auditors",
    "club_organisms",
    "colleges",
    "current_label",
    "departements",
    "directory_entries",
    "engaged_organisms",
    "evaluation_framework",
    "families",
    "figures",
    "instructor",
    "is_auditor",
    "is_club_member",
    "labelled_organisms",
    "labelled_rows",
    "latest_labels",
    "pioneers",
    "regions",
    "rules_in_force",
    "stage_plan",
    "themes",
    "upcoming_sessions",
)

generation.watch(
    Organism,
    Label,
    LabelMention,
    Attestation,
    LabelDossier,
    CommitteeSession,
    Decision,
    Auditor,
    AuditorAccreditation,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    Stage,
)
generation.watch(LabelRulesVersion, Stage, EvaluationFrameworkVersion, Theme, Criterion)
generation.watch(CommitteeSeat)


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
    return _announced().order_by("held_on").values("held_on", "mode")


def _announced():
    return CommitteeSession.objects.filter(held_on__gte=clock.today(), state__in=ANNOUNCED)


def labelled_rows():
    """[{name, slug, family, region, departement, homes}] of the organisms labelled today, by name."""
    fields = ("name", "slug", "family", "region", "departement", "homes")
    return list(labelled_organisms().order_by("name", "pk").values(*fields))


def figures(region=None, rows=None):
    """{labelled, engaged, homes, regions, mentions, auditors, sessions}: today, for France or a region's code.

    Two queries for France; one when `rows` gives what `labelled_rows` has read.
    """
    rows = [
        row
        for row in (labelled_rows() if rows is None else rows)
        if region in (None, row["region"])
    ]
    engaged, mentions = register.engaged(), LabelMention.objects.in_force()
    if region:
        engaged = engaged.filter(region=region)
        mentions = mentions.filter(label__organism__region=region)
    return {
        "labelled": len(rows),
        "homes": sum(row["homes"] for row in rows),
        "regions": len({row["region"] for row in rows}),
        **_counts(
            engaged=engaged, mentions=mentions, sessions=_announced(), auditors=_auditors(region)
        ),
    }


def _auditors(region):
    """Accredited today, those who do not appear by name included: a number names nobody."""
    held = AuditorAccreditation.objects.active_on(clock.today())
    auditors = Auditor.objects.filter(pk__in=held.values("auditor"))
    if not region:
        return auditors
    codes = auditors.values_list("pk", "regions")
    return auditors.filter(pk__in=[pk for pk, regions in codes if region in regions])


def _counts(**querysets):
    """{name: how many rows}, in one query."""
    parts = [
        rows.annotate(measure=Value(name)).order_by().values_list("measure").annotate(Count("pk"))
        for name, rows in querysets.items()
    ]
    return dict.fromkeys(querysets, 0) | dict(parts[0].union(*parts[1:], all=True).order_by())


def families():
    """[(code, name)] of the families of organisms."""
    return Organism.Family.choices


def regions():
    """[(code, name)] of the regions, in the order of Insee."""
    return [(region.code, region.name) for region in territories.regions()]


def departements():
    """[(code, name, code of its region)]."""
    return [(one.code, one.name, one.region) for one in territories.departements()]


def themes():
    """[(code, title)] of the themes of the evaluation framework in force today."""
    framework = EvaluationFrameworkVersion.objects.in_force(clock.today()).first()
    return list(framework.themes.values_list("code", "title")) if framework else []


def stage_plan(dossier_type="initial"):
    """The stages of the rules in force today, in order: label, hint, window_shown, requires_committee."""
    rules = LabelRulesVersion.objects.in_force(clock.today()).first()
    return rules.stages_for(dossier_type) if rules else []


def directory_entries():
    """[{organism, label}]: what the directory shows today (BR-70), `label` None for who is under way."""
    listed = register.listed().select_related("organism").order_by("organism__name", "pk")
    held = [{"organism": label.organism, "label": label} for label in listed]
    return held + [{"organism": one, "label": None} for one in register.engaged()]
