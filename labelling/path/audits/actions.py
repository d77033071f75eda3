"""Actions on audits beside their steps: missions, ratings, findings, reports, observations."""

from django.db import transaction
from django.db.models import Max

from labelling.parties.organisms.rules import instructor, member
from labelling.path.audits import dates, guards, notices
from labelling.path.audits.models import AuditFinding, AuditMission, AuditRating, Report
from labelling.path.audits.rules import SENT, assigned
from labelling.path.dossiers.steps import turns
from portal import documents
from portal.access.references import next_reference
from portal.core import clock, working_days
from portal.notifications import outbox
from portal.revisions import record
from portal.web.submissions.edit_conflicts import refuse_if_changed
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

S = AuditMission.State
RATING_TEXT = "cotation"  # codes of the texts whose revisions are kept
FINDING_TEXTS = {"text": "constat", "evidence": "constat-preuve"}
OBSERVATIONS, SUMMARY = "observations", "synthese"
RATED = ("rating", "is_na", "comment")
OPEN = (S.IN_PROGRESS,)
WRITING = (S.IN_PROGRESS, S.FIELDWORK_CLOSED, S.DRAFT_REPORT)
REPORTING = (*WRITING, *SENT)


def open_mission(dossier, audit_type, *, by):
    """A mission of the dossier's plan, to be proposed to an auditor: at its stage, one at a time of each type."""
    _only(instructor | member, by, dossier)
    with acting(dossier, by=by, act="mission", sentence="a ouvert une mission d’audit") as current:
        if problem := dates.problem(current, audit_type):  # read again under the dossier's lock
            raise Refused(problem)
        return AuditMission.objects.create(
            reference=next_reference("QH-A", clock.today().year),
            dossier=current,
            audit_type=audit_type,
            due_on=current.due_date("D06a"),
        )


def rate(mission, values, *, by, seen=None, is_quiet=False):
    """`values`: {code: (rating or None, is_na, comment)}; only the assigned auditor (BR-30).

    `seen`: {code: the stamp of the rating that the page showed, or ""}; Changed if it is another now.
    """
    _only(assigned, by, mission)
    _while(mission, OPEN, "Les critères se cotent pendant l’audit.")
    known = {c.code: c for c in guards.criteria_of(mission)}
    if unknown := [code for code in values if code not in known]:
        raise Refused(
            Problem("criterion", f"Critère hors du champ de l’audit\u00a0: {', '.join(unknown)}.")
        )
    sentence = f"a coté {len(values)} critères"
    if len(values) == 1:
        sentence = f"a coté le critère {next(iter(values))}"
    told = {"sentence": sentence, "data": {"fields": list(values)}, "is_quiet": is_quiet}
    with acting(mission, by=by, act="rate", **told) as current:
        _unchanged(current, values, seen or {})
        record(current, _comments(current, values), by=by, is_quiet=is_quiet)
        AuditRating.objects.bulk_create(
            [
                AuditRating(
                    mission=mission,
                    criterion=known[code],
                    rating=None if is_na else rating,
                    is_na=is_na,
                    comment=comment,
                    rated_at=clock.now(),
                )
                for code, (rating, is_na, comment) in values.items()
            ],
            update_conflicts=True,
            unique_fields=["mission", "criterion"],
            update_fields=["rating", "is_na", "comment", "rated_at"],
        )


def _comments(mission, values):
    """{(code, criterion): (before, after)} of what is written of each criterion."""
    known = dict(
        mission.ratings.filter(criterion__code__in=values).values_list("criterion__code", "comment")
    )
    return {
        (RATING_TEXT, code): (known.get(code, ""), comment)
        for code, (_, _, comment) in values.items()
    }


def _unchanged(mission, values, seen):
    """A second click finds what the first one wrote: that is no conflict."""
    rows = {r.criterion.code: r for r in mission.ratings.filter(criterion__code__in=seen)}
    for code, shown in seen.items():
        row = rows.get(code)
        if row is None or tuple(getattr(row, name) for name in RATED) != values[code]:
            refuse_if_changed(row, RATED, shown)


def refuse_late_finding(mission):
    """Refused once the report is sent: the organism answers the findings that it has read."""
    _while(mission, WRITING, "Les constats s’écrivent avant l’envoi du rapport.")


def add_finding(mission, *, by, kind, criterion, text, evidence=""):
    """BR-34: a non-conformity has a criterion, factual evidence and a grade."""
    _only(assigned, by, mission)
    refuse_late_finding(mission)
    if kind in ("NCm", "NCM") and not evidence.strip():
        raise Refused(Problem("no_evidence", "Décrivez la preuve factuelle de la non-conformité."))
    with acting(mission, by=by, act="finding", sentence="a écrit un constat") as current:
        last = mission.findings.aggregate(last=Max("number"))["last"] or 0
        made = AuditFinding.objects.create(
            mission=mission,
            number=last + 1,
            kind=kind,
            criterion=criterion,
            text=text,
            evidence=evidence,
        )
        record(current, _finding_texts(made, {"text": "", "evidence": ""}), by=by)
    return made


def _finding_texts(finding, before):
    """{(code, number): (before, after)} of what a finding says."""
    return {
        (code, str(finding.number)): (before[field], getattr(finding, field))
        for field, code in FINDING_TEXTS.items()
    }


def edit_finding(finding, *, by, kind, criterion, text, evidence="", expected_version=None):
    """The auditor rewrites a finding until the report is sent."""
    mission = finding.mission
    _only(assigned, by, mission)
    refuse_late_finding(mission)
    sentence = f"a modifié le constat {finding.number}"
    with acting(
        finding, by=by, act="finding", sentence=sentence, expected_version=expected_version
    ) as current:
        before = {field: getattr(current, field) for field in FINDING_TEXTS}
        current.kind, current.criterion = kind, criterion
        current.text, current.evidence = text, evidence
        record(current.mission, _finding_texts(current, before), by=by)


@transaction.atomic
def observe(mission, text, *, by):
    """The organism's answer to the draft report (contradictory phase); its auditor is told each time."""
    _only(member, by, mission)
    _while(mission, (S.CONTRADICTORY,), "Les observations se donnent sur le rapport provisoire.")
    with acting(
        mission, by=by, act="observe", sentence="a donné les observations de l’organisme"
    ) as current:
        record(current, {(OBSERVATIONS, ""): (current.organism_answer, text)}, by=by)
        current.organism_answer, current.organism_answered_at = text, clock.now()
        current.due_on = current.report_due("D07d")
        dates.date_stage(current)
    entry = audit_log.entries_of(current).first()
    outbox.write(notices.OBSERVED, current, entry, topic="labelling/audits")
    turns.follow_mission(current)


def add_report(mission, upload, *, by):
    """BR-37: replaced by the auditor for some days after validation (`report_replacement_days`); all are kept."""
    _only(assigned, by, mission)
    _while(mission, REPORTING, "Le rapport se verse une fois l’audit commencé.")
    if is_locked(mission):
        days = mission.dossier.rules.report_replacement_days
        said = f"Le rapport ne se remplace plus\u00a0: les {days}\u00a0jours sont passés."
        raise Refused(Problem("locked", said))
    with acting(mission, by=by, act="report", sentence="a versé le rapport d’audit"):
        last = mission.reports.first()
        stored = documents.store(
            upload, holder=mission, by=by, kind="report", replaces=last.file if last else None
        )
        return Report.objects.create(
            mission=mission,
            number=last.number + 1 if last else 1,
            file=stored,
            by=by,
            at=clock.now(),
        )


def is_locked(mission):
    return bool(mission.validated_on) and clock.today() > replaceable_until(mission)


def replaceable_until(mission):
    """The last day on which the report may be replaced, counted by the dossier's rules."""
    days = mission.dossier.rules.report_replacement_days
    return working_days.add_days(mission.validated_on, days)


def _only(rule, by, thing):
    if not rule(by, thing):
        raise Forbidden(Problem("forbidden", f"Seul {rule.label} peut faire cela."))


def _while(mission, states, sentence):
    if mission.state not in states:
        raise Refused(Problem("state", sentence))
