"""Holds on mails: kept back until a day, released by the référent or by that day."""

from datetime import timedelta

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists, OuterRef, Q

from portal import access
from portal.access.references import next_reference
from portal.core import clock
from portal.mail_desk.catalogue import title
from portal.mail_desk.models import Hold
from portal.mail_desk.rules import office
from portal.notifications.models import HOLDS, Mailbox, Message
from portal.workflow import Problem, Refused, Timed, Transition, Workflow, audit_log

LONGEST = 160  # of an event key


def first(mail):
    """The mail of the event itself."""
    return mail.again_of or mail


def tries(mail):
    """How many times it was sent again."""
    return Message.objects.filter(again_of=first(mail)).count()


def problems(mail):
    """Why it cannot be sent again, in a sentence; "" when it can."""
    waiting = Message.objects.filter(state=Message.State.PENDING)
    if waiting.filter(Q(pk=first(mail).pk) | Q(again_of=first(mail))).exists():
        return "Ce courriel attend déjà de partir."
    if mail.person is None and mail.address.endswith("@oubli.invalid"):
        return "L’adresse a été effacée au terme de sa durée de conservation."
    if mail.person is not None and not mail.person.is_active:
        return "Le compte de cette personne est fermé."
    return ""


def event_of(root):
    suffix = f":renvoi-{tries(root) + 1}"
    return f"{root.event_key[: LONGEST - len(suffix)]}{suffix}"


def next_event(mail):
    """What gives the next one its Message-ID: another than those before it."""
    root = first(mail)
    return f"{event_of(root)}:{root.person_id or root.address}"


@transaction.atomic
def send(mail, *, by, after=timedelta(0)):
    """Queue it once more, with a line in its journal. Refused while one of them still waits.

    The condition and the right are asked again when it leaves (BR-96), in the words of that day.
    """
    root = Message.objects.select_for_update(of=("self",)).get(pk=first(mail).pk)
    if problem := problems(mail):
        raise Refused(Problem("again", problem))
    queued = Message.objects.create(
        event_key=event_of(root),
        person=root.person,
        address=root.address,
        notice=root.notice,
        template=root.template,
        thing_type=root.thing_type,
        thing_id=root.thing_id,
        about=root.about,
        name=root.name,
        ready_at=clock.now() + after,
        not_before=clock.now() + after,
        created_at=clock.now(),
        again_of=root,
    )
    who = by or "Le portail"
    audit_log.write(root, by=by, act="send_again", sentence=f"{who} a renvoyé ce courriel.")
    return queued


S = Hold.State
BUSY = "Un de ces courriels est en train de partir. Essayez de nouveau dans quelques secondes."
PAST = "Choisissez un jour à venir\u00a0: les courriels partent ce jour-là."
TWICE = "Ces courriels sont déjà retenus\u00a0: levez d’abord cette retenue."


def in_force():
    """The holds that keep mails back today: past its day, a hold holds nothing, clock or no clock."""
    return Q(state=S.HELD, until_on__gt=clock.today())


def held_now():
    """The Q of the mails that a hold in force keeps back."""
    one = Q(message=OuterRef("pk")) | Q(message=OuterRef("again_of"))
    kind = Q(notice="") | Q(notice=OuterRef("notice"))
    thing = Q(thing_type="") | Q(thing_type=OuterRef("thing_type"), thing_id=OuterRef("thing_id"))
    return Q(Exists(Hold.objects.filter(in_force(), one | Q(message=None) & kind & thing)))


HOLDS.append(held_now)


def covers(hold, notice, thing_type, thing_id, message=None):
    """The same in memory, for what is not written yet."""
    if hold.message_id is not None:
        return message is not None and hold.message_id in (message.pk, message.again_of_id)
    return (
        hold.notice in ("", notice)
        and hold.thing_type in ("", thing_type)
        and (hold.thing_id in (None, thing_id))
    )


def hold(by, *, until_on, reason, message=None, notice="", thing=None):
    """Keep back from now on; those that were leaving have left when this returns.

    The row is written, then what the sender locks is locked: the mailbox of each person it concerns,
    the mail itself of those without an account. The sender either had one in hand, and ends, or
    looks again and finds the hold.
    """
    if until_on <= clock.today():
        raise Refused(Problem("past", PAST))
    about = _about(message, notice, thing)
    _let_go_of_what_is_over(about)
    try:
        with transaction.atomic():
            found = _write(by, about, until_on, reason, _words(message, notice, thing))
            waiting = Message.objects.filter(held_now(), state=Message.State.PENDING)
            _wait_for_the_sender(waiting)
    except IntegrityError:
        raise Refused(Problem("twice", TWICE)) from None
    except OperationalError:
        raise Refused(Problem("busy", BUSY)) from None
    return found


def _wait_for_the_sender(waiting):
    boxes = Mailbox.objects.filter(person__in=waiting.filter(person__isnull=False).values("person"))
    list(boxes.order_by("pk").select_for_update().values_list("pk"))
    strangers = waiting.filter(person=None).order_by("pk")
    list(strangers.select_for_update(of=("self",)).values_list("pk"))


def _about(message, notice, thing):
    return {
        "message": message,
        "notice": notice,
        "thing_type": thing._meta.label_lower if thing else "",
        "thing_id": thing.pk if thing else None,
    }


def _words(message, notice, thing):
    if message is not None:
        said = f"Un courriel\u00a0: {title(message.notice)}"
    elif notice and thing is not None:
        said = f"{title(notice)}, pour {thing}"
    else:
        said = title(notice) if notice else f"Tous les courriels de {thing}"
    return said[:250]


def _write(by, about, until_on, reason, what):
    reference = next_reference("QH-RC", clock.today().year)
    said = {"until_on": until_on, "reason": reason, "what": what, "reference": reference}
    found = Hold.objects.create(**about, **said)
    sentence = f"{by} a retenu ces courriels jusqu’au {until_on:%d/%m/%Y}."
    audit_log.write(found, by=by, act="hold", sentence=sentence, target=S.HELD, reason=reason)
    return found


def _let_go_of_what_is_over(about):
    for over in Hold.objects.filter(state=S.HELD, until_on__lte=clock.today(), **about):
        WORKFLOW.fire(over, "expire")


def _effects(hold):
    count = Message.objects.filter(_caught(hold), state=Message.State.PENDING).count()
    sentence = f"{count} courriels en attente repartent, si ce qu’ils annoncent est encore vrai."
    return (
        [sentence]
        if count
        else ["Aucun courriel n’attend\u00a0: la retenue est levée pour la suite."]
    )


def _caught(hold):
    if hold.message_id:
        return Q(pk=hold.message_id) | Q(again_of=hold.message_id)
    found = Q(notice=hold.notice) if hold.notice else Q()
    return found & (
        Q(thing_type=hold.thing_type, thing_id=hold.thing_id) if hold.thing_type else Q()
    )


WORKFLOW = Workflow(
    Hold,
    topic="posting",
    path=(S.HELD, S.RELEASED),
    hands={S.HELD: "le référent label"},
    undated={S.HELD: "la retenue dure tant qu’elle est utile"},
    transitions=(
        Transition(
            "release",
            "Laisser partir",
            (S.HELD,),
            S.RELEASED,
            by=office,
            past="a levé la retenue",
            effects=_effects,
            said="La retenue est levée\u00a0: ce qui est encore vrai part dans la minute.",
        ),
        Transition(
            "expire",
            "Laisser partir au terme",
            (S.HELD,),
            S.RELEASED,
            by=access.clock,
            past="a levé la retenue, arrivée à son terme",
        ),
    ),
    timed=(Timed("expire", lambda: Q(until_on__lte=clock.today())),),
)
