"""What other apps may know of the label: organisms, auditors and sessions, derived at each call."""

import re

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from labelling import territories
from labelling.accreditation.models import Auditor, AuditorAccreditation
from labelling.committee.composition import colleges
from labelling.committee.models import CommitteeSeat, CommitteeSession
from labelling.dossiers.models import LabelDossier
from labelling.framework.binding import current_framework, current_rules
from labelling.framework.models import (
    Criterion,
    EvaluationFrameworkVersion,
    LabelRulesVersion,
    Stage,
    Theme,
)
from labelling.framework.shown import evaluation_framework, rules_in_force
from labelling.labels import register
from labelling.labels.models import Attestation, Label
from labelling.organisms.models import Organism
from labelling.organisms.rules import instructor, member
from labelling.organisms.ties import memberships
from portal import clock, generation

SOURCED = re.compile(r"(?P<fact>.+?)\s*\(source\s*:\s*(?P<source>[^)]+)\)\.?")
ANNOUNCED = ("convened", "pack_sent", "open")

__all__ = (
    "accredited_auditors",
    "club_organisms",
    "colleges",
    "criteria_by_theme",
    "current_label",
    "departements",
    "directory_address",
    "due",
    "engaged_organisms",
    "evaluation_framework",
    "families",
    "figures",
    "instructor",
    "is_auditor",
    "is_club_member",
    "labelled_organisms",
    "latest_labels",
    "member",
    "memberships",
    "organisms_by_name",
    "own_organisms",
    "pioneers",
    "regions",
    "rules_in_force",
    "stage_plan",
    "themes",
    "upcoming_sessions",
)

generation.watch(
    Organism, Label, Attestation, LabelDossier, CommitteeSession, Auditor, AuditorAccreditation
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
    rows = CommitteeSession.objects.filter(held_on__gte=clock.today(), state__in=ANNOUNCED)
    return rows.order_by("held_on").values("held_on", "mode")


def figures():
    """{labelled, engaged, homes, regions}: the home's figures, today."""
    rows = list(labelled_organisms().values_list("homes", "region"))
    return {
        "labelled": len(rows),
        "engaged": register.engaged().count(),
        "homes": sum(homes for homes, _ in rows),
        "regions": len({region for _, region in rows}),
    }


def own_organisms(user):
    """The organisms for which somebody acts."""
    return Organism.objects.filter(pk__in=memberships(user), is_active=True).order_by("name")


def organisms_by_name(names):
    """{name: organism} of those that exist."""
    return {row.name: row for row in Organism.objects.filter(name__in=names)}


def due(code, day):
    """The last day of a delay of the règlement in force, from `day`."""
    return current_rules().due(code, day)


def criteria_by_theme():
    """[{code, title, criteria: [{code, title}]}] of the cadre d’évaluation in force."""
    rows = {}
    for criterion in current_framework().criteria:
        theme = criterion.theme
        found = rows.setdefault(
            theme.code, {"code": theme.code, "title": theme.title, "criteria": []}
        )
        found["criteria"].append({"code": criterion.code, "title": criterion.title})
    return list(rows.values())


def families():
    """[(code, name)] of the families of organisms."""
    return Organism.Family.choices


def directory_address(organism):
    """Its page in the directory when the directory shows it today, else ""."""
    if register.listed().filter(organism=organism).exists():
        return reverse("labelling:directory_organism", args=[organism.slug])
    return ""


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
