"""Actions on calls: send one, edit the letter; each a transaction with its audit-log line."""

from django.db import transaction
from django.db.models import Max

from labelling.public import instructor
from observatory.calls import placeholders, recipients
from observatory.calls.models import CallLetter, ContributionCall
from observatory.calls.notices import CALLED
from observatory.practices.notices import members_of
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, Stale, audit_log

NOT_YOURS = f"Seul {instructor.label} invite un organisme à contribuer."


def _allow(by):
    if not instructor(by, None):
        raise Forbidden(Problem("forbidden", NOT_YOURS))


@transaction.atomic
def send(strength, *, by):
    """Call an organism on a theme; its members are mailed. Forbidden, Refused.

    The lock of the letter in force makes two calls follow one another: the second finds the first.
    """
    _allow(by)
    letter = _locked_letter()
    organism = strength["organism"]
    _refuse_again(organism, strength["theme"])
    if not members_of(organism.pk).exists():
        sentence = f"{organism} n’a aucun membre à qui écrire\u00a0: invitez d’abord quelqu’un."
        raise Refused(Problem("nobody", sentence))
    call = _kept(strength, letter, by)
    sentence = f"{by} a invité {organism} à contribuer sur «\u00a0{strength['theme_title']}\u00a0»."
    data = {"theme": call.theme, "letter": letter.number}
    entry = audit_log.write(call, by=by, act="call", sentence=sentence, data=data)
    outbox.write(CALLED, call, entry, topic="observatory")
    return call


def _locked_letter():
    """The version in force, saved when first used."""
    if letter := CallLetter.objects.select_for_update().order_by("-number").first():
        return letter
    first = {"subject": placeholders.SUBJECT, "text": placeholders.TEXT}
    CallLetter.objects.get_or_create(number=1, defaults=first)
    return CallLetter.objects.select_for_update().get(number=1)


def _refuse_again(organism, theme):
    last = recipients.still_counting().filter(organism=organism, theme=theme).first()
    if last is None:
        return
    day = words.day(words.as_date(last.sent_at))
    sentence = (
        f"{organism} a déjà été invité sur ce thème le {day}\u00a0: "
        f"laissez passer {recipients.delay().days} jours."
    )
    raise Refused(Problem("again", sentence))


def _kept(strength, letter, by):
    reference = next_reference("QH-AP", clock.today().year)
    told = placeholders.values(strength, by, reference)
    return ContributionCall.objects.create(
        reference=reference,
        organism=strength["organism"],
        theme=strength["theme"],
        criterion=strength["code"],
        letter=letter,
        subject=placeholders.filled(letter.subject, told)[:250],
        text=placeholders.filled(letter.text, told),
        sent_by=by,
    )


@transaction.atomic
def write_letter(subject, text, *, by, seen):
    """Add a version, in force from now on; letters sent keep theirs. Stale when another was written since `seen`."""
    _allow(by)
    current = _locked_letter()
    if current.number != seen:
        raise Stale(current)
    if (current.subject, current.text) == (subject, text):
        return current
    number = CallLetter.objects.aggregate(last=Max("number"))["last"] + 1
    letter = CallLetter.objects.create(number=number, subject=subject, text=text, written_by=by)
    sentence = f"{by} a écrit la version {number} de la lettre."
    audit_log.write(letter, by=by, act="write", sentence=sentence)
    return letter
