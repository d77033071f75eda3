"""States in which each type of mail holds, and those in which it no longer does."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from community.models import Mention
from labelling.models import Ballot, CommitteeSeat, SeatHolder, Tie
from portal.core import clock
from tests import factories

SOON = timedelta(days=20)


def today():
    return clock.today()


def put(thing, facts):
    """Written as the step writes it, without its guards; what the database refuses is refused here."""
    with transaction.atomic():
        QuerySet(type(thing)).filter(pk=thing.pk).update(**facts)
    return type(thing)._base_manager.get(pk=thing.pk)


def renewed(label):
    """Its renewal dossier is of before it began: none is open for what follows."""
    return {"start_on": today() + SOON}


def going_on(follow_up):
    """A mentoring is asked about while it goes on."""
    agreed = {"mentor_agreed_at": clock.now(), "mentee_agreed_at": clock.now()}
    put(follow_up.mentoring, {"state": "running"} | agreed)
    return "waiting"


def sent_back(state):
    """The page of this reading has gone back to the person who had sent it."""
    put(state.workflow_state, {"status": state.workflow_state.STATUS_NEEDS_CHANGES})
    return {"status": state.STATUS_REJECTED}


def with_a_report(finding):
    """An organism answers the findings of a report that it has received."""
    put(finding.mission, {"state": "validated"})
    return {"state": "rejected"}


def nominating(candidate):
    """The candidates of its edition are still being named."""
    put(candidate.category.edition, {"state": "nominating"})
    return {"state": "invited"}


def naming(message):
    """Who animates the club is named in it."""
    person = message.thread.space.people.first().person
    Mention.objects.get_or_create(message=message, person=person)
    return {"state": "shown", "source": f"@{person}"}


def with_a_departed_voter(item):
    """Somebody has voted on it who holds no seat any more."""
    taken = Ballot.objects.filter(item=item, is_current=True).values("seat")
    seat = CommitteeSeat.objects.exclude(pk__in=taken).last()
    person = factories.make_user("Damien", "Ancien-Siège")
    Ballot.objects.create(item=item, round=item.round, seat=seat, user=person, option="grant")
    return {"state": "open"}


def with_a_tie(mission):
    """Its auditor has worked for the organism."""
    Tie.objects.create(
        auditor=mission.auditor, organism=mission.dossier.organism, kind="advised",
        started_on="2025-01-01",
    )  # fmt: skip
    return {}


def with_a_substitute(*, is_replaced):
    """Somebody holds the seat as suppléant, who is told."""

    def facts(attendance):
        held = {"seat": attendance.seat, "rank": "substitute", "until_on": None}
        if not SeatHolder.objects.filter(**held).exists():
            person = factories.make_user("Simon", "Suppléant-Siège")
            SeatHolder.objects.create(user=person, since_on="2025-01-01", **held)
        return {"is_replaced": is_replaced}

    return facts


def planned(support):
    """A support that somebody leads on a day."""
    return {"state": "accepted", "adviser": support.requested_by, "planned_on": today() + SOON}


# What the step that tells a notice has just written, where the world's thing is at another step.
TRUE = {
    "assignment.given": lambda _: {"released_at": None, "released_by": None},
    "account_change.scheduled": lambda _: {"state": "scheduled", "until_on": today() + SOON},
    "account_change.applied": lambda _: {"state": "confirmed"},
    "accreditation.running_missions": lambda _: {"state": "suspended"},
    "attestation.print_failed": lambda _: {"status": "failed"},
    "appeal.to_notify": lambda _: {"state": "decided", "outcome": "upheld"},
    "contact.answered": lambda _: {
        "state": "answered",
        "answer": "Oui.",
        "answered_at": clock.now(),
    },
    "document.expires": lambda _: {"expires_on": today() + SOON},
    "event.opinion": lambda _: {"attended_at": clock.now(), "answered_at": None},
    "mentoring.asked": lambda one: {"state": going_on(one)},
    "appeal.notified": lambda _: {"closed_on": today()},
    "appeal.to_relist": lambda _: {"state": "notified", "outcome": "upheld", "closed_on": today()},
    "dossier.complement_overdue": lambda _: {"state": "to_complete", "due_on": today()},
    "dossier.dismiss_proposed": lambda _: {"due_on": today()},
    "finding.due": lambda _: {"due_on": today()},
    "finding.rejected": with_a_report,
    "kit.rights_end": lambda _: {"rights_expire_on": today() + SOON},
    "label.annulled": lambda _: {"ended_on": today()},
    "label.renewal": renewed,
    "label.renounced": lambda _: {"ended_on": today()},
    "label.restored": lambda _: {"suspended_on": today()},
    "label.suspended": lambda _: {"suspended_on": today()},
    "label.to_confirm": lambda _: {"state": "suspended", "safeguard_on": today()},
    "label.suspension_over": lambda _: {"due_on": today()},
    "label.withdrawn": lambda _: {"ended_on": today()},
    "alert.confirm": lambda _: {"confirmed_at": None, "ended_at": None},
    "letter.confirm": lambda _: {"confirmed_at": None, "ended_at": None},
    "licence.hearing_due": lambda _: {"grievance": "Un mot", "observations": ""},
    "mission.stopped": lambda _: {"finished_on": today(), "auditor_until_on": today() + SOON},
    "mission.observed": lambda _: {"organism_answered_at": clock.now(), "due_on": today()},
    "mission.plan_to_approve": lambda _: {"plan_tenants_on": today()},
    "page.rejected": sent_back,
    "question.published": lambda _: {
        "state": "published",
        "asker_agrees": True,
        "author_agrees": True,
        "answer": "Oui.",
        "answered_at": clock.now(),
    },
    "request.answered": lambda _: {"answered_on": today()},
    "retention_version.answered": lambda _: {"state": "refused"},
    "reuse.reused": lambda _: {"state": "accepted", "accepted_on": today()},
    "session.replaced_no_more": with_a_substitute(is_replaced=False),
    "accreditation.tie_told": with_a_tie,
    "session.departed": with_a_departed_voter,
    "session.replacing": with_a_substitute(is_replaced=True),
    "evaluation.asked": lambda _: {"validated_on": today()},
    "support.accepted": planned,
    "support.replanned": planned,
    "survey.closing": lambda _: {"closes_on": today() + timedelta(days=3)},
    "thread.mentioned": naming,
    "trademark.lapsed": lambda _: {"renewal_on": today()},
    "trademark.renewal": lambda _: {"renewal_on": today() + SOON},
    "trophy.invited": nominating,
    "usage_rules.review": lambda _: {
        "state": "published",
        "published_at": clock.now(),
        "effective_from": "2026-10-01",
        "review_on": today() + SOON,
    },
}
ANSWERED = {"state": "answered", "answer": "Oui.", "answered_at": clock.now()}
# What makes a condition fall; a type that has a condition and is not here fails.
FALLEN = {
    "consultation.asked": {"revoked_on": "2026-11-24"},
    "consultation.followed": {"revoked_on": "2026-11-24"},
    "consultation.mailbox": {"revoked_on": "2026-11-24"},
    "alert_point.raised": {"state": "closed", "closed_reason": "Un cas isolé."},
    "correction.to_agree": {"state": "withdrawn"},
    "evaluation.asked": {"validated_on": "2020-01-01"},
    "mission.observed": {"state": "final_report"},
    "support.accepted": {"state": "withdrawn"},
    "support.replanned": {"state": "withdrawn"},
    "support.requested": {"state": "withdrawn"},
    "evolution.proposed": {"state": "set_aside", "set_aside_on": "2027-01-04"},
    "follow_up.handed": {"cancelled_at": clock.now()},
    "follow_up.mentioned": {"read_at": clock.now()},
    "prepared_table.ready": {"status": "failed", "file": ""},
    "absence.declared": {"from_on": "2020-01-01", "until_on": "2020-01-02"},
    "absence.noted": {"from_on": "2020-01-01", "until_on": "2020-01-02"},
    "assignment.given": {"released_at": clock.now()},
    "assignment.taken_over": {"released_by": None},
    "accreditation.running_missions": {"state": "active"},
    "attestation.print_failed": {"status": "preparing"},
    "session.replaced_no_more": {"is_replaced": True},
    "account_change.scheduled": {"state": "confirmed"},
    "session.departed": {"state": "void"},
    "session.replacing": {"is_replaced": False},
    "contact.answered": {"state": "sent", "answer": ""},
    "contact.sent": {"state": "declined"},
    "document.expires": {"state": "retired"},
    "document.to_read": {"read_at": clock.now()},
    "tracking.unconfirmed": {"state": "abandoned", "abandoned_on": "2026-11-24", "file": None},
    "event.materials": {"cancelled_at": clock.now()},
    "event.opinion": {"answered_at": clock.now()},
    "event.reminded": {"cancelled_at": clock.now()},
    "mentoring.asked": {"state": "answered", "useful": "yes"},
    "mentoring.proposed": {"state": "declined"},
    "survey.closing": {"state": "closed"},
    "survey.opened": {"state": "closed"},
    "survey.results": {"state": "closed"},
    "thread.answered": {"state": "hidden", "hidden_for": "tone"},
    "thread.asked": {"state": "hidden", "hidden_for": "tone"},
    "thread.certified": {"state": "hidden", "hidden_for": "tone"},
    "thread.digest": {"until_at": "2020-01-02T00:00Z", "since_at": "2020-01-01T00:00Z"},
    "thread.hidden": {"state": "shown"},
    "thread.mentioned": {"state": "hidden", "hidden_for": "tone"},
    "thread.reported": {"state": "hidden", "hidden_for": "tone"},
    "thread.restored": {"state": "hidden", "hidden_for": "tone"},
    "admission.arrived": {"state": "refused"},
    "admission.due": {"state": "refused"},
    "admission.specified": {"state": "refused"},
    "accreditation.insurance": {"state": "suspended"},
    "accreditation.renewal": {"state": "suspended"},
    "appeal.notified": {"closed_on": None},
    "appeal.to_agree": {"state": "investigated"},
    "appeal.to_relist": {"outcome": "rejected"},
    "dossier.complement_overdue": {"state": "registered"},
    "event.promoted": {"cancelled_at": clock.now()},
    "event.registered": {"cancelled_at": clock.now()},
    "label.renewal": {"start_on": "2020-01-01"},
    "alert.confirm": {"ended_at": clock.now(), "address": ""},
    "letter.confirm": {"ended_at": clock.now(), "address": ""},
    "licence.cessation_due": {"digital_removed_on": "2026-11-20"},
    "licence.cessation_due_print": {"print_removed_on": "2026-11-20"},
    "licence.hearing_due": {"observations": "Voici."},
    "licence.opened": {"state": "requested"},
    "mission.proposed": {"state": "accepted"},
    "page.submitted": {"status": "cancelled"},
    "practice.invited": {"state": "declined"},
    "proof.overdue": {"state": "withdrawn"},
    "proof.submitted": {"state": "withdrawn"},
    "question.asked": ANSWERED,
    "question.due": ANSWERED,
    "question.overdue": ANSWERED,
    "question.published": ANSWERED,
    "request.answered": {"answered_on": None},
    "reuse.declared": {"state": "rejected"},
    "reuse.reused": {"state": "rejected"},
    "session.declaration_missing": {"state": "open"},
    "session.pack_available": {"state": "open"},
    "trademark.renewal": {"state": "lapsed"},
    "trophy.invited": {"state": "declined"},
    "trophy.vote_ends": {"state": "counted"},
    "trophy.vote_open": {"state": "counted"},
}
