"""Page contexts of a thread: messages as this person may read them, and what they may do."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property

from community.spaces.rules import animator, office, writer
from community.threads.forms import WriteForm
from community.threads.listing import BETWEEN, CODES
from community.threads.messages.models import MessageReport
from community.threads.models import Follow, MessageFile, Thanks, Thread, ThreadMessage
from labelling.public import evaluation_framework
from portal.web import text_history
from portal.web.pagination import Paginator
from portal.workflow import audit_log

PAGE = 25  # answers
LINES = 40  # of the journal
THREADS = Thread.objects.select_related("space", "author", "faq")
MESSAGES = ThreadMessage.objects.select_related("thread__space", "author")


def threads_of(user):
    """Threads, each with whether `user` follows it."""
    mine = Follow.objects.filter(thread=OuterRef("pk"), person=user.pk, is_on=True)
    return THREADS.annotate(is_followed=Exists(mine), codes=CODES)


class Ranks(Paginator):
    """Ranks of the answers: none is ever deleted, so the number of the last one is their count."""

    def __init__(self, thread):
        super().__init__(range(2, thread.messages_count + 1), PAGE)

    @cached_property
    def count(self):
        return len(self.object_list)


@dataclass
class MessageRow:
    """A message for one reader: its content, or why it is withheld, and what may be done with it."""

    message: ThreadMessage
    is_read: bool
    is_mine: bool
    is_certified: bool
    may_thank: bool
    has_thanked: bool
    address: str
    acts: list = field(default_factory=list)
    reports: list = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """Answers of the rules about somebody in a space, asked once a page view."""

    user: object
    writes: bool
    animates: bool
    is_office: bool


def reader_of(user, thread):
    return Reader(user, writer(user, thread), animator(user, thread), office(user, thread))


def page_of(message):
    """Number of the page of the thread that holds a message."""
    return max(0, message.number - 2) // PAGE + 1


def thread_page(thread, user, number):
    """Context of a thread: the question, the certified answer, a page of the other answers."""
    reader = reader_of(user, thread)
    page = Ranks(thread).get_page(number)
    context = _messages(thread, page, reader) | {"thread": thread, "page": page}
    context |= {
        "is_followed": thread.is_followed,
        "tags": tags_of(thread),
        "offers": thread.workflow.offers(thread, user),
        "form": _form(thread, reader),
        "is_titled": context["question"].is_read or not thread.is_hidden,
        "tells_reporters": reader.is_office,
    }
    return context | _faq(thread, reader) | _journal(thread, reader)


def _messages(thread, page, reader):
    """The question and the certified answer, apart from the others."""
    rows = _rows(thread, page, reader)
    mine = Thanks.objects.filter(person=reader.user, message__in=rows)
    thanked = set(mine.values_list("message", flat=True))
    where = thread.get_absolute_url()
    shown = {row.number: _message_row(row, thread, reader, thanked, where) for row in rows}
    question = shown.pop(1)
    certified = next((one for one in shown.values() if one.is_certified), None)
    others = [one for one in shown.values() if one is not certified]
    return {"question": question, "certified": certified, "answers": others}


def _faq(thread, reader):
    """The FAQ entry made from the thread, or how the référent makes one."""
    entry = getattr(thread, "faq", None)
    if entry and (reader.is_office or not entry.is_withdrawn):
        return {
            "is_in_faq": True,
            "faq_url": reverse("community:faq_entry", args=[thread.space.slug, entry.reference]),
        }
    if reader.is_office and thread.certified_id and not entry:
        return {"faq_url": f"{thread.get_absolute_url()}faq/"}
    return {}


def _form(thread, reader):
    if not reader.writes or thread.state != Thread.State.OPEN:
        return None
    return WriteForm(space=thread.space, by=reader.user)


def _rows(thread, page, reader):
    """Messages with their files in one query, and their reports for moderators."""
    pieces = MessageFile.objects.select_related("file").order_by("order")
    wanted = Q(number=1) | Q(number__in=list(page.object_list)) | Q(pk=thread.certified_id)
    rows = thread.messages.filter(wanted).select_related("author").order_by("number")
    rows = rows.prefetch_related(Prefetch("pieces", pieces, to_attr="files"))
    if reader.animates:
        waiting = MessageReport.objects.filter(closed_at=None).order_by("at")
        reports = Prefetch("reports", waiting.select_related("by"), to_attr="waiting_reports")
        rows = rows.prefetch_related(reports)
    return list(rows)


def _message_row(message, thread, reader, thanked, where):
    is_mine = message.author_id == reader.user.pk
    judges = reader.animates and not is_mine
    reports = message.waiting_reports if judges else []
    address = f"{where}messages/{message.number}/"
    is_certified = thread.certified_id == message.pk
    return MessageRow(
        message,
        is_read=message.is_shown or is_mine or reader.animates,
        is_mine=is_mine,
        is_certified=is_certified,
        may_thank=reader.writes and message.is_shown and not is_mine,
        has_thanked=message.pk in thanked,
        address=address,
        acts=[
            (label, f"{address}{act}/")
            for label, act in _acts(message, reader, is_certified, reports)
        ],
        reports=reports,
    )


def _acts(message, reader, is_certified, reports):
    """(label, address) of what this reader may do, in page order."""
    is_mine = message.author_id == reader.user.pk
    judges = reader.animates and not is_mine
    if is_mine and reader.writes:
        yield "Modifier", "modifier"
    if not message.is_shown:
        if judges:
            yield "Rétablir", "retablir"
        return
    if reader.is_office and not message.is_question:
        if not is_certified:
            yield "Certifier la réponse", "certifier-la-reponse"
        else:
            yield "Retirer la certification", "retirer-la-certification"
    if (is_mine and reader.writes) or (reader.is_office and is_certified):
        whose = reader.user if is_mine else message.author
        for offshoot in text_history.suited(reader.user, whose):
            yield offshoot.label, f"suite/{offshoot.name}"
    if reports:
        yield "Classer le signalement", "classer-le-signalement"
    if judges:
        yield "Masquer", "masquer"
    elif reader.writes and not is_mine:
        yield "Signaler", "signaler"


def tags_of(thread):
    """[(code, title)] of the tags of a thread, by the framework in force."""
    framework = evaluation_framework()
    titles = {}
    for row in framework["themes"] if framework else []:
        titles[row["theme"].code] = row["theme"].title
        titles |= {one.code: one.title for one in row["criteria"]}
    codes = thread.codes.split(BETWEEN) if thread.codes else ()
    return [(code, titles.get(code, "")) for code in codes]


def _journal(thread, reader):
    """Audit log for animators, without who reported their own messages."""
    if not reader.animates:
        return {"entries": []}
    own = thread.messages.filter(author=reader.user)
    kind = ThreadMessage._meta.label_lower
    lines = audit_log.entries_of(thread).exclude(
        act="report", thing_type=kind, thing_id__in=own.values("pk")
    )
    return {"entries": lines[:LINES]}
