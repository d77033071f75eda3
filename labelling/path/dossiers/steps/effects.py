"""Effects of a dossier's steps besides its state."""

from django.db.models import Min

from labelling.path.dossiers import receipts
from labelling.path.dossiers.models import ComplementRequest, LabelDossier
from portal.core import clock


def submit(dossier, *, by, **_):
    """The frozen copy and its receipt; the first submission dates the dossier."""
    dossier.submitted_on = dossier.submitted_on or clock.today()
    dossier.dismissal_proposed_on = None
    return {"digest": receipts.freeze(dossier, by).digest}


def request_complements(dossier, *, by, requests, due_on, **_):
    """BR-15: each request has its reason, and all of them one date."""
    dossier.due_on = due_on
    dossier.dismissal_proposed_on = None
    rows = [
        ComplementRequest(
            dossier=dossier,
            piece_code=piece,
            reason=text,
            due_on=due_on,
            asked_by=by,
            asked_at=clock.now(),
        )
        for piece, text in requests
    ]
    ComplementRequest.objects.bulk_create(rows)
    return {"requests": len(rows), "due_on": due_on}


def change_complements(dossier, *, by, texts, due_on, **_):
    """BR-15: other words, another date; a request without a text is withdrawn. The journal keeps what it was."""
    rows = list(dossier.complements.waiting().filter(pk__in=texts))
    before = {str(row.pk): row.reason for row in rows}
    data = {"before": before, "due_before": dossier.due_on, "due_on": due_on}
    for row in rows:
        row.due_on, row.reason = due_on, texts[row.pk] or row.reason
        row.withdrawn_at = None if texts[row.pk] else clock.now()
    dossier.complements.bulk_update(rows, ["due_on", "reason", "withdrawn_at"])
    dossier.due_on, dossier.dismissal_proposed_on = due_on, None
    return data


def cancel_complements(dossier, **_):
    """Nothing waits any more; what was answered stays."""
    dossier.dismissal_proposed_on = None
    dossier.complements.waiting().update(withdrawn_at=clock.now())


def register(dossier, *, by, **_):
    """BR-08: from now on the dossier obeys the versions in force today, whatever comes later."""
    for name in ("rules", "framework"):
        model = LabelDossier._meta.get_field(name).related_model
        setattr(dossier, name, model.objects.in_force(clock.today()).get())
    dossier.registered_on = clock.today()
    dossier.instructed_by = by
    dossier.due_on = dossier.due_date("D01r")  # by the rules that bind it from now on
    return {"rules": dossier.rules.code, "framework": dossier.framework.code}


def propose_dismissal(dossier, **_):
    """BR-15: a proposal, nothing more: the state and the date asked for do not move."""
    dossier.dismissal_proposed_on = clock.today()


def dismiss(dossier, *, by, reason, **_):
    dossier.outcome_reason = reason


def prepare(dossier, *, by, **_):
    dossier.prepared_on = clock.today()


def send_back(dossier, *, by, reason, due_on, **_):
    dossier.due_on = due_on
    return {"due_on": due_on}


def lead(dossier, **_):
    """A stage of audit is due with what its mission waits for."""
    led = [one for one in dossier.missions.order_by("pk") if is_led_by(dossier, one)]
    dossier.due_on = next((one.due_on for one in reversed(led) if one.due_on), None)


def is_led_by(dossier, mission):
    """Whether the dossier is at the stage of this mission’s audit."""
    stage = (
        LabelDossier.State.DIAGNOSIS if mission.audit_type == "hqs" else LabelDossier.State.AUDIT
    )
    return dossier.state == stage


def follow_up(dossier, **_):
    """The first of the dates by which findings are answered (D08, D08M); without any, D08 from the final report."""
    dossier.due_on = first_answer_due(dossier) or dossier.due_on


def first_answer_due(dossier):
    """The nearest date of a finding that somebody has still to answer, or to judge; None when all are accepted."""
    waiting = {
        "findings__state__in": ("open", "answered", "rejected"),
        "findings__due_on__isnull": False,
    }
    rows = dossier.missions.exclude(audit_type="hqs").filter(**waiting)
    return rows.aggregate(first=Min("findings__due_on"))["first"]


def schedule(dossier, *, by, **_):
    dossier.scheduled_on = clock.today()
    listed = dossier.agenda_items.filter(state="not_open").select_related("session")
    dossier.due_on = listed.order_by("-pk").first().session.held_on


def unschedule(dossier, *, by, **_):
    dossier.scheduled_on = None


def decide(dossier, *, by, decision=None, **_):
    """The committee's word: its date, and why (BR-57). `decision` is the committee's row."""
    if decision is None:
        item = dossier.agenda_items.filter(decision__isnull=False).order_by("-pk").first()
        decision = item.decision
    dossier.decided_on = decision.decided_on
    dossier.outcome_reason = decision.motivation or decision.recommendations
    return {"decision": decision.pk, "option": decision.option}


def adjourn(dossier, *, by, decision=None, **_):
    written = decide(dossier, by=by, decision=decision)
    dossier.decided_on = dossier.scheduled_on = None
    return written


def discontinue(dossier, *, by, reason="", **_):
    dossier.outcome_reason = reason


def reopen(dossier, *, by, reason, **_):
    """After an appeal: the dossier is examined anew."""
    dossier.decided_on = dossier.scheduled_on = None
    dossier.outcome_reason = ""
