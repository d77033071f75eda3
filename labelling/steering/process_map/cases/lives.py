"""Lives of dossiers, read together: their states, their audits, their plan, the window of their audit."""

from collections import defaultdict

from django.db.models import Q

from labelling.parties.framework.binding import published_versions
from labelling.parties.framework.models import LabelRulesVersion, Stage
from labelling.path.audits.models import AuditMission
from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.steering.process_map.cases.audit_log import Log, lines_of
from labelling.steering.process_map.cases.causes import Audit, Life
from labelling.steering.process_map.cases.mining import first_state, moves
from labelling.steering.process_map.cases.registry import AUDITS, DOSSIERS
from labelling.title.labels.models import Label
from portal.core import clock
from portal.ui import partial_dates

HQS = "hqs"
ENDING = Q(state__in=("active", "extended", "suspended", "superseded", "expired"))
READ = (
    "pk",
    "created_at",
    "state",
    "dossier_type",
    "rules__code",
    "organism_id",
    "taken_over_on",
    "taken_facts",
)


def lives(rows, log, day):
    """{key: Life} of these dossiers as the log tells them, until `day` for those that have not ended."""
    found = list(rows.order_by("pk").values(*READ))
    keys = [row["pk"] for row in found]
    audits = _audits(keys, log)
    starts = _label_starts({row["organism_id"] for row in found})
    rules, made = rules_by_code(), {}
    for row in found:
        steps = log.steps[DOSSIERS.kind].get(row["pk"], ())
        began = _began_on(row)
        states = [(began, first_state(DOSSIERS, steps))]
        states += [(max(on, began), target) for on, _, _, target in moves(steps)]
        is_over = row["state"] in FINAL
        acts = [*log.acts[DOSSIERS.kind].get(row["pk"], ())]
        missions = audits.get(row["pk"], ())
        for key, _ in missions:
            acts += log.acts[AUDITS.kind].get(key, ())
        made[row["pk"]] = Life(
            states=states,
            until=states[-1][0] if is_over else max(day, states[-1][0]),
            acts=acts,
            audits=[one for _, one in missions],
            planned_on=next((on for on, act, *_ in steps if act == "plan_validate"), None),
            window=_window(rules.get(row["rules__code"]), row, missions, starts),
        )
    return made


def life_of(dossier, day):
    """The life of one dossier, from its lines alone."""
    missions = list(dossier.missions.values_list("pk", flat=True))
    log = Log().add(lines_of({DOSSIERS.kind: [dossier.pk], AUDITS.kind: missions}))
    return lives(LabelDossier.objects.filter(pk=dossier.pk), log, day)[dossier.pk]


def _began_on(row):
    """What was taken over began on the day of the fact where it is known, else when it was taken over."""
    span = partial_dates.parse(row["taken_facts"].get("since")) if row["taken_over_on"] else None
    return span[0] if span else row["created_at"].astimezone(clock.PARIS).date()


def _audits(keys, log):
    """{dossier: [(key of the mission, Audit)]}, in the order of their opening."""
    found = defaultdict(list)
    rows = AuditMission.objects.filter(dossier__in=keys).order_by("pk")
    for row in rows.values("pk", "dossier", "audit_type", "created_at", "starts_on"):
        steps = log.steps[AUDITS.kind].get(row["pk"], ())
        opened = row["created_at"].astimezone(clock.PARIS).date()
        states = [(opened, first_state(AUDITS, steps))]
        states += [(on, target) for on, _, _, target in moves(steps)]
        audit = Audit(row["audit_type"] == HQS, tuple(states), row["starts_on"])
        found[row["dossier"]].append((row["pk"], audit))
    return found


def _label_starts(organisms):
    """{organism: [(first day, last day)]} of the labels that may open a window."""
    found = defaultdict(list)
    rows = Label.objects.filter(ENDING, organism__in=organisms).order_by("start_on")
    for organism, start, end in rows.values_list("organism", "start_on", "end_on"):
        found[organism].append((start, end))
    return found


def _window(rules, row, missions, titles):
    """First and last day on which its audit may open (BR-17), by its own rules; None where nothing says it."""
    stage = audit_stage_of(rules, row["dossier_type"])
    day = stage and anchor_on(stage, row, missions, titles)
    return stage.window(day) if day else None


def rules_by_code():
    """{code: published rules}, read once for all: nothing is cached inside a transaction that writes."""
    return {one.code: one for one in published_versions(LabelRulesVersion).values()}


def audit_stage_of(rules, dossier_type):
    """The stage of the audit that goes to the committee, under these rules; None where there is none."""
    if rules is None:
        return None
    plan = rules.stages_for(dossier_type)
    return next(
        (one for one in plan if one.audit_type and one.audit_type != HQS and one.anchor), None
    )


def anchor_on(stage, row, missions, titles):
    """The day from which the window counts: the closing of the diagnosis, or the label held at its opening."""
    if stage.anchor == Stage.Anchor.HQS_CLOSING:
        days = [
            on
            for _, one in missions
            if one.is_hqs
            for on, state in one.states
            if state == "fieldwork_closed"
        ]
        return max(days, default=None)
    opened = row["created_at"].astimezone(clock.PARIS).date()
    held = [one for one in titles.get(row["organism_id"], ()) if one[0] <= opened]
    if not held:
        return None
    return held[-1][1] if stage.anchor == Stage.Anchor.LABEL_END else held[-1][0]
