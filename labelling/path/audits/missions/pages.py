"""Context of the pages of missions and findings."""

from django.db.models import Prefetch, prefetch_related_objects

from labelling.parties.organisms.panels import panels_on
from labelling.parties.organisms.rules import instructor, member, memberships
from labelling.path.audits import actions, dates, eligibility, guards
from labelling.path.audits.missions import listing
from labelling.path.audits.missions.forms import NA, RATINGS
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.rules import LED, SENT, UNDER_WAY, assigned, reads_report
from labelling.path.dossiers.models import LabelDossier
from portal import access
from portal.assignments.panels import charge_of, entries_for
from portal.web.submissions.edit_conflicts import stamp
from portal.workflow import stepper

S = AuditMission.State
READ, LINES = 200, 20  # lines of the journal: those read, those shown once the like ones are folded
IN_PLACE = 2  # from there, a rating says that the criterion is met
RELATED = ("dossier__organism", "dossier__rules", "dossier__framework", "auditor__user")


def rows():
    return AuditMission.objects.select_related(*RELATED)


def dossiers():
    return LabelDossier.objects.select_related("organism", "rules")


def findings_for(user):
    """The findings that `user` may open: the organism's ones, once the report is sent (BR-39)."""
    found = AuditFinding.objects.select_related(
        "criterion", "proof", *(f"mission__{name}" for name in RELATED)
    )
    unsent = AuditFinding.objects.filter(mission__dossier__organism__in=memberships(user))
    return found.exclude(pk__in=unsent.exclude(mission__state__in=SENT).values("pk"))


def openable(dossier):
    """The audits of the dossier's plan that may be opened now, as choices."""
    return [(kind, label) for kind, label, why in _planned(dossier) if why is None]


def _planned(dossier):
    """(kind, label, why it may not be opened now or None) of each audit of the dossier's plan."""
    stages = dossier.rules.stages_for(dossier.dossier_type)
    labels = dict(AuditMission._meta.get_field("audit_type").choices)
    kinds = dict.fromkeys(stage.audit_type for stage in stages if stage.audit_type)
    return [(kind, labels[kind], dates.problem(dossier, kind)) for kind in kinds]


def missions_of(dossier, user):
    """What the page of a dossier's missions shows."""
    missions = listing.seen(user).filter(dossier=dossier)
    may = may_open(user, dossier)
    refused = [(label, why) for _, label, why in _planned(dossier) if why] if may else ()
    return {"dossier": dossier, "missions": missions, "may_open": may, "refused": refused}


def may_open(user, dossier):
    return (member(user, dossier) or instructor(user, dossier)) and not dossier.is_final


def detail(mission, user):
    may_read_report = reads_report(user, mission)
    findings = AuditFinding.objects.select_related("criterion")  # whose turn it is depends on them
    prefetch_related_objects([mission], "ratings", Prefetch("findings", findings))
    return {
        "mission": mission,
        "steps": stepper.steps(mission),
        "ties": eligibility.told_ties(mission, user) if instructor(user, mission) else (),
        "declined_for": mission.decline_reason if mission.state == S.DECLINED else "",
        "offers": offers(mission, user),
        "has_started": mission.opened_on is not None,
        "progress": progress(mission) if _is_rated(mission) and may_read_report else None,
        "findings": mission.findings.all() if may_read_report else (),
        "before": guards.to_verify(mission),
        "reports": mission.reports.select_related("file", "by") if may_read_report else (),
        "may_read_report": may_read_report,
        "entries": entries_for(user, mission)[:READ],
        "lines": LINES,
        "panels": panels_on(user, mission),
        "charge": charge_of(mission, user),
        "seen": [{"label": s.label, "reason": s.reason} for s in access.who_sees(mission)],
    } | _rights(mission, user)


def findings_of(mission, user):
    """To those who read the report (BR-39)."""
    return mission.findings.select_related("criterion") if reads_report(user, mission) else ()


def _is_rated(mission):
    return mission.opened_on is not None and guards.rates_criteria(mission)


def _rights(mission, user):
    is_auditor = assigned(user, mission)
    may_upload = is_auditor and mission.state in actions.REPORTING
    return {
        "opens_former": (is_auditor and mission.state in LED)
        or member(user, mission)
        or instructor(user, mission),
        "opens_dossier": not is_auditor or mission.state in UNDER_WAY,
        "may_find": is_auditor and mission.state in actions.WRITING,
        "may_upload": may_upload and not actions.is_locked(mission),
        "may_observe": mission.state == S.CONTRADICTORY and member(user, mission),
    }


def offers(mission, user):
    """The next act first; the steps that stop a mission after those that advance it."""
    found = mission.workflow.offers(mission, user)
    late = ("extend", "postpone", "cancel", "decline", "take_back", "send_back")
    approved = mission.plan_approved_on is not None
    found = [o for o in found if not (o.transition.name == "approve_plan" and approved)]
    return sorted(found, key=lambda o: _rank(o, late))


def _rank(offer, late):
    """A repeated step (target = present state) comes after the one that moves on."""
    name, target = offer.transition.name, offer.transition.target
    is_repeat = target == offer.thing.state and name != "approve_plan"
    return (name in late, is_repeat)


def progress(mission):
    """Each criterion in scope with its rating, and how many are rated."""
    rated = {r.criterion_id: r for r in mission.ratings.all()}
    found = [
        {"criterion": c, "value": _value(rated.get(c.pk)), "url": criterion_url(mission, c)}
        for c in guards.criteria_of(mission)
    ]
    done = sum(row["value"] is not None for row in found)
    first = next((row["url"] for row in found if row["value"] is None), "")
    return {"rows": found, "done": done, "total": len(found), "next": first}


def _value(rating):
    if rating is None:
        return None
    return "na" if rating.is_na else rating.rating


def criterion_url(mission, criterion):
    return f"{mission.get_absolute_url()}criteres/{criterion.code}/"


def criterion(mission, code, user):
    """The screen of one criterion: both sides, its findings, its neighbours; None if out of scope."""
    found = guards.criteria_of(mission)
    rank = next((n for n, c in enumerate(found) if c.code == code), None)
    if rank is None:
        return None
    here = found[rank]
    answer = mission.dossier.answers.filter(criterion=here).select_related("updated_by").first()
    rated = {row.criterion_id for row in mission.ratings.all() if row.is_given}
    return {
        "mission": mission,
        "criterion": here,
        "answer": answer,
        "said": _value(answer) if answer else None,
        "evidence": answer.evidence.select_related("file") if answer else (),
        "rating": mission.ratings.filter(criterion=here).select_related("criterion").first(),
        "findings": mission.findings.filter(criterion=here).select_related("criterion"),
        "previous": found[rank - 1] if rank else None,
        "following": found[rank + 1] if rank + 1 < len(found) else None,
        "done": len(rated & {c.pk for c in found}),
        "total": len(found),
        "may_rate": assigned(user, mission) and mission.state in actions.OPEN,
        "clash": clash(mission, here) if assigned(user, mission) else "",
    }


def clash(mission, criterion):
    """What a rating and a non-conformity of one criterion say against each other, or ""; it blocks nothing."""
    rating = mission.ratings.filter(criterion=criterion, rating__gte=IN_PLACE).first()
    kinds = (AuditFinding.Kind.NC_MINOR, AuditFinding.Kind.NC_MAJOR)
    found = mission.findings.filter(criterion=criterion, kind__in=kinds)
    if rating is None or mission.state not in actions.WRITING or not found:
        return ""
    said = ", ".join(f"{one.get_kind_display().lower()} {one.number}" for one in found)
    return (
        f"Vous cotez {criterion.code} «\u00a0{dict(RATINGS)[str(rating.rating)]}\u00a0» et vous y relevez\u00a0:"
        f" {said}. Revoyez l’un des deux, ou dites dans le constat pourquoi ils vont ensemble."
    )


def first_values(finding):
    """What the form of a finding begins with."""
    names = ("kind", "text", "evidence")
    return {name: getattr(finding, name) for name in names} | {"criterion": finding.criterion.code}


def mark_of(rating):
    """The stamp of a rating as it is kept, which the next save shows."""
    return {"seen": stamp(rating, actions.RATED)}


def rated(rating):
    """What the form of a rating begins with."""
    if rating is None:
        return {}
    return {"rating": NA if rating.is_na else str(rating.rating), "comment": rating.comment}


def beside_rating(page):
    here = criterion_url(page["mission"], page["criterion"])
    return {"gap": gap(page), "here": here} | mark_of(page["rating"])


def gap(page):
    """Points between the auditor's rating and the self-assessment, when both are given."""
    said, found = page["said"], _value(page["rating"])
    if not (isinstance(said, int) and isinstance(found, int)):
        return 0
    return found - said
