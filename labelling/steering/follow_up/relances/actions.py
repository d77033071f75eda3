"""Relances: prepared, read again, confirmed for ten minutes hence, undone until they leave, then told in the log."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from labelling.parties.organisms.models import Organism
from labelling.steering.follow_up import notices
from labelling.steering.follow_up.audit_log import own_dossier, reference_of, write_line
from labelling.steering.follow_up.models import Exchange, Relance
from labelling.steering.follow_up.rules import refuse_unless, sender
from portal.access.references import next_references
from portal.core import clock
from portal.notifications import outbox
from portal.notifications.models import Message
from portal.notifications.rendering import alone, prepare_message
from portal.ops import worker
from portal.workflow import Problem, Refused

DELAY = timedelta(minutes=10)
LEFT = "La relance est partie\u00a0: elle ne s’annule plus."
CONFIRMED = "Ces relances sont déjà confirmées\u00a0: relisez la page."
NOTHING = "Aucune relance n’est à envoyer\u00a0: toutes sont écartées."
CHANGED = (
    "Une autre relance vient d’être confirmée pour un de ces organismes\u00a0: relisez la page."
)
FAREWELL = "Quelqu’un n’agit plus pour l’organisme\u00a0: choisissez de nouveau les destinataires."


@transaction.atomic
def prepare(proposals, *, by, follow_on=None, is_reviewed=False):
    """The relances of a batch, drafts; `is_reviewed`: whoever wrote it has just read it."""
    refuse_unless(sender, by)
    if not proposals:
        raise Refused(Problem("nobody", "Aucun de ces organismes ne recevrait de courriel."))
    references = next_references("QH-RL", clock.today().year, len(proposals))
    made = []
    for one, reference in zip(proposals, references, strict=True):
        relance = Relance.objects.create(
            reference=reference,
            batch=references[0],
            organism=one.organism,
            dossier=own_dossier(one.organism, one.dossier),
            subject=one.subject[:150],
            text=one.text,
            follow_on=follow_on,
            by=by,
            reviewed_at=clock.now() if is_reviewed else None,
        )
        relance.people.set(_acting(one.organism, one.people))
        write_line(relance, by=by, act="prepare", sentence=f"a préparé la relance {reference}")
        made.append(relance)
    return made


@transaction.atomic
def write(relance, *, by, subject, text, people, follow_on):
    """Its words and its people, as they have just been read: it is reviewed."""
    relance = _draft(relance, by)
    relance.subject, relance.text, relance.follow_on = subject, text, follow_on
    relance.reviewed_at = clock.now()
    relance.save(update_fields=["subject", "text", "follow_on", "reviewed_at"])
    relance.people.set(_acting(relance.organism, people))
    return relance


@transaction.atomic
def leave_out(relance, *, by):
    """Of those that are prepared together, one that will not be sent."""
    relance = _draft(relance, by)
    relance.cancelled_at = clock.now()
    relance.save(update_fields=["cancelled_at"])
    write_line(relance, by=by, act="leave_out", sentence=f"a écarté la relance {relance.reference}")
    return relance


@transaction.atomic
def confirm(batch, *, by):
    """All of a batch at once: each leaves after DELAY, unless it is undone. One waits an organism."""
    refuse_unless(sender, by)
    rows = _held(Relance.objects.filter(batch=batch))
    if any(one.confirmed_at for one in rows):
        raise Refused(Problem("confirmed", CONFIRMED))
    kept = [one for one in rows if one.cancelled_at is None]
    _refuse_unready(kept)
    now = clock.now()
    for one in kept:
        one.confirmed_at, one.leaves_at, one.by = now, now + DELAY, by
    try:
        with transaction.atomic():
            Relance.objects.bulk_update(kept, ["confirmed_at", "leaves_at", "by"])
    except IntegrityError as error:
        raise Refused(Problem("waits", CHANGED)) from error
    for one in kept:
        write_line(one, by=by, act="confirm", sentence=f"a confirmé la relance {one.reference}")
    return kept


@transaction.atomic
def cancel(relance, *, by):
    """« Annuler », until it leaves: under its lock, which the worker takes too."""
    refuse_unless(sender, by)
    (current,) = _held(Relance.objects.filter(pk=relance.pk))
    if current.left_at is not None:
        raise Refused(Problem("left", LEFT), thing=current)
    if current.cancelled_at is None:
        current.cancelled_at = clock.now()
        current.save(update_fields=["cancelled_at"])
        write_line(
            current, by=by, act="cancel", sentence=f"a annulé la relance {current.reference}"
        )
    return current


@worker.often
def send_due():
    """What was confirmed DELAY ago goes to the outbox, and to the log of contacts; each in its transaction."""
    due = Relance.objects.waiting().filter(leaves_at__lte=clock.now())
    keys = list(due.order_by("leaves_at", "pk").values_list("pk", flat=True))
    return sum(_send(key) for key in keys)


def leave_now(relance):
    """Without waiting for its time: a scenario is played at the instants that it tells."""
    return _send(relance.pk)


@transaction.atomic
def _send(key):
    rows = _held(Relance.objects.filter(pk=key))
    if not rows or not rows[0].is_waiting:
        return 0
    (relance,) = rows
    relance.left_at = clock.now()
    relance.save(update_fields=["left_at"])
    outbox.write_once(notices.RELANCE, relance, key=relance.reference, topic=notices.TOPIC)
    _log(relance)
    write_line(relance, by=None, act="leave", sentence=f"a envoyé la relance {relance.reference}")
    return 1


def _log(relance):
    """Kept as a contact of today: to whom, which words, and when it is followed up."""
    moment = relance.left_at.astimezone(clock.PARIS)
    Exchange.objects.create(
        reference=reference_of("QH-EC"),
        organism=relance.organism,
        dossier=relance.dossier,
        by=relance.by,
        kind=Exchange.Kind.RELANCE,
        on=moment.date(),
        at=moment.time().replace(second=0, microsecond=0),
        with_name=", ".join(map(str, relance.people.all()))[:160],
        said=relance.subject,
        next_step="Suivre la relance" if relance.follow_on else "",
        next_on=relance.follow_on,
        charge=relance.by if relance.follow_on else None,
        relance=relance,
    )


def as_it_leaves(relance, person):
    """(subject, text) of the mail of one person, by the very functions of the sending."""
    message = Message(
        person=person,
        notice=notices.RELANCE.key,
        template=notices.RELANCE.template,
        thing_type=relance._meta.label_lower,
        thing_id=relance.pk,
    )
    return alone(prepare_message(message, relance))


def _held(rows):
    """The relances, re-read and held, in one order for everybody.

    Without joins: what waited for the lock is matched again with the rows joined before, and `by` may have changed.
    """
    return list(rows.select_for_update().order_by("pk"))


def _draft(relance, by):
    refuse_unless(sender, by)
    (current,) = _held(Relance.objects.filter(pk=relance.pk))
    if not current.is_draft:
        raise Refused(Problem("confirmed", CONFIRMED), thing=current)
    return current


def _refuse_unready(relances):
    if not relances:
        raise Refused(Problem("nothing", NOTHING))
    unread = [str(one.organism) for one in relances if one.reviewed_at is None]
    if unread:
        text = f"Relisez encore, ou écartez\u00a0: {', '.join(unread)}."
        raise Refused(Problem("unread", text))
    for one in relances:
        people = list(one.people.all())
        if not people or len(_acting(one.organism, people)) < len(people):
            text = f"{one.organism}\u00a0: {FAREWELL[0].lower()}{FAREWELL[1:]}"
            raise Refused(Problem("left_since", text, one.url, "Choisir"))


def _acting(organism: Organism, people):
    """Those of these people who act for the organism today."""
    keys = [person.pk for person in people]
    rows = organism.memberships.filter(is_active=True, user__in=keys, user__is_active=True)
    return [one.user for one in rows.select_related("user")]
