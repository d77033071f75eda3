"""Effects of the steps of a session or a point besides its state."""

from django.db import transaction

from labelling.committee import pack
from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, quorum, seating
from labelling.committee.minutes import writing
from labelling.committee.models import HEARD, AgendaItem, Decision, minutes_digest
from labelling.committee.sessions import effects, guards
from labelling.committee.votes import actions as votes
from labelling.parties.framework.votes import ADJOURN
from portal.core import clock
from portal.workflow import Problem, Refused, facts

Item = AgendaItem.State
TOPIC = "labelling/committee"


def convene(session, *, by, urgency_reason="", **_):
    """BR-46; the conflicts that the portal can find are known from now on (BR-53)."""
    if found := agenda.lateness(session, by, urgency_reason):
        raise Refused(found)
    session.convened_on = clock.today()
    session.urgency_reason = urgency_reason or session.urgency_reason
    return _refresh(session)


def send_pack(session, *, by, **_):
    """The pack of each point is frozen by its fingerprint."""
    found = _refresh(session)
    session.due_on = session.held_on
    for item in guards.remaining_points(session).select_related(
        "dossier", "label", "accreditation"
    ):
        item.pack_digest = pack.digest(item)
        item.save(update_fields=["pack_digest"])
    return found


def _refresh(session):
    """Call the seats made since, and look for conflicts again on every point: what the line says of them."""
    seating.prepare(session)
    room, said = seating.read(session, seating.KEYS), {}
    for item in guards.remaining_points(session).select_related(
        "dossier", "label", "accreditation__auditor"
    ):
        said = interests.record(item, room, said)
    return facts.rows(**said)


def open_session(session, *, by, **_):
    session.due_on = session.held_on
    seating.prepare(session)


def reconvene(session, *, by, held_on, starts_at, place, **_):
    """Without quorum: move the points to a new session; dossiers stay « inscrits »."""
    new = agenda.create(
        by,
        held_on=held_on,
        starts_at=starts_at,
        place=place or session.place,
        mode=session.mode,
        urgency_reason="Nouvelle séance, faute de quorum.",
    )
    for item in session.items.filter(state__in=(Item.NOT_OPEN, Item.VOID)).order_by("number"):
        item.workflow.fire(
            item, "remove", by=by, moves_to=new, reason=f"Reporté à la séance {new.reference}."
        )
    return {"session": new.reference}


def cancel(session, *, by, reason, **_):
    for item in session.items.filter(state__in=(Item.NOT_OPEN, Item.VOID)):
        item.workflow.fire(item, "remove", by=by, reason=reason)


def draft_minutes(session, *, by, **_):
    session.minutes_text = writing.text(session)


def approve_minutes(session, *, by, **_):
    """BR-59: the text is fingerprinted and no longer changes."""
    session.minutes_digest = minutes_digest(session.minutes_text)
    session.minutes_approved_on = clock.today()
    reference, approver = session.reference, by.pk
    transaction.on_commit(lambda: writing.make_pdf.enqueue(reference, approver))
    return {"digest": session.minutes_digest}


def remove(item, *, by, moves_to=None, **_):
    """A dossier goes back to instruction, unless another session takes the point over."""
    if moves_to is None:
        dossier = item.dossier
        if dossier and dossier.state == dossier.State.SCHEDULED:
            dossier.workflow.fire(dossier, "unschedule", by=by)
        return
    AgendaItem.objects.create(
        session=moves_to,
        number=moves_to.items.count() + 1,
        kind=item.kind,
        dossier=item.dossier,
        label=item.label,
        accreditation=item.accreditation,
    )
    if item.dossier:  # inscrit, it waits for that day now
        item.dossier.due_on = moves_to.held_on
        item.dossier.save(update_fields=["due_on"])


def open_vote(item, *, by, **_):
    """BR-53, BR-54: conflicts are looked for again, then the quorum is counted, under the lock."""
    room = seating.read(item.session)
    written = facts.rows(**interests.record(item, room))
    recused = interests.recused_now(item)
    found = quorum.count_for(item, room=room, recused=recused, is_opening=True)
    if not found.is_met:
        raise Refused(guards.no_quorum(item, found))
    return found.kept | written


def close_vote(item, *, by=None, **_):
    """Freeze the counted ballots and the quorum, so that a later departure changes nothing."""
    room = seating.read(item.session)
    recused = interests.recused_now(item)
    kept = quorum.count_for(item, room=room, recused=recused).kept
    item.closed_quorum = kept | votes.freeze(item, room, recused)
    return kept


def void(item, *, by, reason, **_):
    """Void the vote; its ballots are kept, under a round that no longer counts."""
    item.closed_quorum = None


def rerun(item, *, by, **_):
    item.round += 1


def validate(item, *, by, motivation="", recommendations="", **_):
    """BR-56, BR-57: the président validates what the votes say, with its motivation."""
    counts, outcome = votes.result(item)
    if found := unmotivated(item, outcome.option, motivation):
        raise Refused(found)
    Decision.objects.create(
        item=item,
        option=outcome.option,
        counts=counts,
        rule_text=item.session.rules.rule_text,
        arithmetic=outcome.sentence,
        motivation=motivation.strip(),
        recommendations=recommendations.strip(),
        decided_on=clock.today(),
        validated_by=by,
        validated_at=clock.now(),
    )
    return {"option": outcome.option, "counts": counts}


def annul(item, *, by, reason, reference, **_):
    """BR-69: the decision stays, with what annulled it; the minutes keep it (a correction is an addendum)."""
    decision = item.decision
    decision.annulled_on = clock.today()
    decision.annulment_reason, decision.annulment_reference = reason, reference
    decision.save(update_fields=["annulled_on", "annulment_reason", "annulment_reference"])
    return {"reference": reference}


def undo_decision(item, *, by):
    effects.undo(item, by=by)


def apply_decision(item, *, by):
    effects.apply(item, by=by)


def needs_motivation(item, option):
    """BR-57: refusal, adjournment, suspension and withdrawal."""
    return option in ("refuse", ADJOURN) or (option == "yes" and item.kind in HEARD)


def unmotivated(item, option, motivation):
    least = item.session.rules.motivation_min
    if not needs_motivation(item, option) or len(motivation.strip()) >= least:
        return None
    return Problem(
        "unmotivated",
        f"Motivez cette décision en {least} caractères au moins : l’organisme la lira.",
    )
