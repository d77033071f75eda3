"""Absorption of an organism by another (BR-05): what stops, what goes before the committee, who is told and invited."""

from django.db import transaction

from labelling.committee.mergers import notices
from labelling.parties.bodies.actions import follow_merger
from labelling.parties.organisms import audit_log
from labelling.parties.organisms.models import Membership, Merger, Organism
from labelling.parties.organisms.people import actions
from labelling.parties.organisms.rules import instructor
from labelling.title.labels.models import Label
from portal.accounts.models import Invitation
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused

L = Label.State
# The step that opens the hearing of a label, by its state; a pending one is heard once it takes effect.
HEARINGS = {
    L.ACTIVE: "open_contradictory",
    L.EXTENDED: "open_contradictory_extended",
    L.SUSPENDED: "open_contradictory_suspended",
}


@transaction.atomic
def merge(absorbed, *, by, absorbing, effective_on, act, reason, carried=(), keeps_function=False):
    """The one act of a merger, all of it or nothing; it is not undone. BR-04 has no say in it.

    `carried` are members of the absorbed organism who are invited to the other one, as they are with
    `keeps_function`, else as contacts. Refused where one of both exercises no more, or a vote is open.
    """
    if not instructor(by, None):
        raise Forbidden(Problem("forbidden", f"Seul {instructor.label} enregistre une absorption."))
    _close_invitations(absorbed)  # before the organisms: whoever accepts one locks in this order
    absorbed, absorbing = _both(absorbed, absorbing)
    merger = Merger.objects.create(
        absorbed=absorbed,
        absorbing=absorbing,
        effective_on=effective_on,
        act=act,
        reason=reason,
        registered_by=by,
    )
    absorbed.is_active = False
    absorbed.save(update_fields=["is_active"])
    stopped = [
        dossier.workflow.fire(dossier, "stop", by=by, reason=_merger_sentence(merger)).reference
        for dossier in open_dossiers(absorbed)
    ]
    heard = [_hear(label, merger, by).reference for label in held_labels(absorbed)]
    follow_merger(absorbed, absorbing, by=by)
    invited = _carry(absorbing, carried, by, keeps_function=keeps_function)
    _tell(merger, by, stopped=stopped, heard=heard, invited=invited)
    return merger


def open_dossiers(organism):
    return organism.dossiers.open().order_by("reference")


def held_labels(organism):
    """The labels that the committee must examine: those that run, and those that will."""
    rows = organism.labels.filter(state__in=(L.PENDING, *HEARINGS), end_on__gte=clock.today())
    return rows.order_by("reference")


def carriable(organism):
    """The members who may be invited to the organism that absorbs it."""
    rows = organism.memberships.filter(is_active=True, user__is_active=True)
    return rows.select_related("user").order_by("user__last_name__french", "pk")


def _close_invitations(absorbed):
    """Nobody enters an organism that exercises no more."""
    rows = Invitation.objects.pending().filter(purpose=actions.PURPOSE)
    rows.filter(data__organism=absorbed.slug).update(withdrawn_at=clock.now())


def _both(absorbed, absorbing):
    """Both rows, locked in the order of their keys, so that two mergers wait for each other; Refused."""
    keys = {absorbed.pk, absorbing.pk}
    rows = Organism.objects.select_for_update().filter(pk__in=keys).order_by("pk").in_bulk()
    if len(rows) == 1:
        raise Refused(Problem("itself", "Un organisme ne s’absorbe pas lui-même."))
    for row in rows.values():
        if not row.is_active:
            raise Refused(Problem("inactive", f"{row} n’exerce plus\u00a0: relisez sa page."))
    return rows[absorbed.pk], rows[absorbing.pk]


def _merger_sentence(merger):
    """What the dossiers and the label keep of it."""
    return (
        f"{merger.absorbed} est absorbé par {merger.absorbing} le {words.day(merger.effective_on)}. "
        f"{merger.reason}"
    )


def _hear(label, merger, by):
    """BR-72: the written notice that must come before the committee's vote; once, if it runs already."""
    step = HEARINGS.get(label.state)
    if step and label.notice_sent_on is None:
        return label.workflow.fire(
            label, step, by=by, measure="withdrawal", reason=_merger_sentence(merger)
        )
    return label


def _carry(absorbing, carried, by, *, keeps_function):
    """Invitations: nobody acts for an organism without having accepted."""
    there = set(absorbing.memberships.filter(is_active=True).values_list("user", flat=True))
    people = [one for one in carried if one.user_id not in there]
    contact = Membership.Function.CONTACT
    for one in people:
        function = one.function if keeps_function else contact
        actions.invite_member(absorbing, one.user.email, function, by=by, job=one.job)
    return len(people)


def _tell(merger, by, **data):
    absorbed, absorbing = merger.absorbed, merger.absorbing
    data |= {"absorbed": absorbed.slug, "absorbing": absorbing.slug, "act": merger.act}
    data["effective_on"] = merger.effective_on.isoformat()
    sentence = f"a enregistré l’absorption par {absorbing}"
    entry = audit_log.write_entry(absorbed, by, "organism_absorbed", sentence, data)
    outbox.write(notices.ABSORBED, merger, entry, topic=notices.TOPIC)
    sentence = f"a enregistré l’absorption {words.of(absorbed)}"
    entry = audit_log.write_entry(absorbing, by, "organism_absorbs", sentence, data)
    outbox.write(notices.ABSORBING, merger, entry, topic=notices.TOPIC)
