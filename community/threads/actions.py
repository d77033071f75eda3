"""Actions on threads: ask, answer, edit, thank, follow; each under the lock of its thread."""

from django.db import transaction
from django.db.models import F

from community.spaces import markup
from community.threads import words
from community.threads.mails import notices
from community.threads.messages import recipients
from community.threads.messages.rules import author, editor, obstacle, refuse_unless_writer
from community.threads.models import Follow, Mention, MessageFile, Thanks, Thread, ThreadMessage
from portal import documents
from portal.access.references import next_reference
from portal.core import clock
from portal.notifications import outbox
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log, locked

TOPIC = "community/threads"
GRACE = 30  # minutes during which an edit leaves no « modifié »
PICTURES = "image/"
NOT_MINE = "Seule la personne qui a écrit le message le modifie."
NOT_YOURS = "Seuls l’auteur du message et le référent label en font autre chose."
CLOSED = "Cette question est close\u00a0: elle ne reçoit plus de réponse."


@transaction.atomic
def ask(space, *, by, title, source, tags=(), pieces=()):
    """Ask a question in a space, as one of its members. Forbidden."""
    refuse_unless_writer(by, space)
    thread = Thread.objects.create(
        reference=next_reference("QH-F", clock.today().year),
        space=space,
        author=by,
        title=title,
    )
    thread.tags.bulk_create(thread.tags.model(thread=thread, code=code) for code in tags)
    message = _write(thread, by, source, pieces)
    entry = audit_log.write(
        thread, by=by, act="ask", sentence=f"{by} a posé la question.", target=thread.state
    )
    outbox.write(notices.ASKED, message, entry, topic=TOPIC)
    _tell_named(message)
    return thread


def answer(thread, *, by, source, pieces=(), **origin):
    """Answer, as a member of the space; `origin` is the mail it came from. Forbidden, Refused."""
    refuse_unless_writer(by, thread)
    with locked(thread) as current:
        if current.state != Thread.State.OPEN:
            raise Refused(Problem("closed", CLOSED))
        current.messages_count += 1
        current.answers_count += 1
        current.active_at = clock.now()
        current.version += 1
        current.save()
        message = _write(current, by, source, pieces, number=current.messages_count, **origin)
        entry = _tell(message, by, "answer", f"{by} a répondu (message {message.number}).")
        outbox.write(notices.ANSWERED, message, entry, topic=TOPIC)
        _tell_named(message)
    return message


def _write(thread, by, source, pieces, number=1, **origin):
    """Creates a message with its files, search words and mentions; its author follows the thread."""
    named = recipients.named_in(source, thread.space)
    html = markup.drawn(source, [str(person) for person in named])
    facts = {"number": number, "author": by, "source": source, "html": html}
    message = ThreadMessage.objects.create(thread=thread, **facts, **origin)
    keep_pieces(message, pieces, by=by)
    Mention.objects.bulk_create(Mention(message=message, person=person) for person in named)
    Follow.objects.get_or_create(thread=thread, person=by)
    words.add(thread, message)
    return message


def keep_pieces(message, pieces, *, by):
    """`pieces` are (accepted upload, description of a picture)."""
    for order, (upload, alt) in enumerate(pieces, 1):
        stored = documents.store(upload, holder=message, by=by, kind="message")
        is_picture = stored.content_type.startswith(PICTURES)
        MessageFile.objects.create(
            message=message, order=order, file=stored, is_picture=is_picture, alt=alt
        )


def _tell(message, by, act, sentence):
    return audit_log.write(message, by=by, act=act, sentence=sentence, target=message.state)


def _tell_named(message):
    """One mail a person and a message, however often its text is edited."""
    if message.mentions.exists():
        outbox.write_once(notices.MENTIONED, message, key=str(message.pk), topic=TOPIC)


def edit(message, *, by, source, title=None):
    """Edit one's own message; « modifié » shows after half an hour, and its certification ends."""
    if not editor(by, message):
        raise obstacle(by, message) or Forbidden(Problem("forbidden", NOT_MINE))
    said = f"a modifié le message {message.number}"
    with acting(message, by=by, act="mend", sentence=said, is_quiet=True) as current:
        named = recipients.named_in(source, current.thread.space)
        current.source = source
        current.html = markup.drawn(source, [str(person) for person in named])
        if is_late(current):
            current.edited_at = clock.now()
        thread = current.thread
        if thread.certified_id == current.pk:
            take_back(thread)
        if title and current.is_question:
            thread.title = title
            thread.save(update_fields=["title"])
        current.save()
        words.rebuild(thread)
        _name_more(current, named)
    return current


def _name_more(message, named):
    """People newly mentioned by an edit are told as at first; the others already were."""
    known = set(message.mentions.values_list("person", flat=True))
    new = [Mention(message=message, person=one) for one in named if one.pk not in known]
    if new and message.is_shown:
        Mention.objects.bulk_create(new)
        _tell_named(message)


def is_late(message):
    return (clock.now() - message.created_at).total_seconds() > GRACE * 60


def take_back(thread):
    """A certification ends with the text that it was about."""
    thread.certified, thread.certified_at, thread.framework = None, None, ""
    thread.save(update_fields=["certified", "certified_at", "framework"])


@transaction.atomic
def thank(message, *, by):
    """Thank, or undo; returns whether one thanks now. One a person, by a database constraint."""
    refuse_unless_writer(by, message)
    if author(by, message):
        raise Forbidden(Problem("forbidden", "On ne se remercie pas soi-même."))
    # A double click: the second waits, then undoes; the count follows what was really written.
    row = ThreadMessage.objects.select_for_update().get(pk=message.pk)
    gone, _ = Thanks.objects.filter(message=row, person=by).delete()
    if not gone:
        Thanks.objects.create(message=row, person=by)
    step = -1 if gone else 1
    ThreadMessage.objects.filter(pk=row.pk).update(thanks_count=F("thanks_count") + step)
    return not gone


def follow(thread, *, by, is_on):
    """Whoever reads a space may follow its threads."""
    Follow.objects.update_or_create(thread=thread, person=by, defaults={"is_on": is_on})
