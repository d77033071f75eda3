"""Composition of an issue of the letter: the month's news, practices and events, copied in one action."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby

from django.db import transaction
from django.db.models import Max

from home.letter.models import LetterCorrection, LetterIssue, LetterItem
from home.letter.rules import dircom
from home.pages.events import EventPage
from home.pages.news import news
from observatory.public import published_practices
from portal.core import clock, working_days
from portal.ui import words
from portal.workflow import Forbidden, Problem, Refused, acting, audit_log

MOST = 5  # of each kind
Kind = LetterItem.Kind


def first_of(day):
    return day.replace(day=1)


@transaction.atomic
def open_issue(month, *, by, is_demo=False):
    """The draft of a month, created when missing."""
    if by is not None and not dircom(by, None):
        raise Forbidden(Problem("forbidden", f"Seule {dircom.label} écrit la lettre."))
    month = first_of(month)
    subject = f"Lettre Quali’Hlm, {words.month(month)}"
    issue, is_new = LetterIssue.objects.get_or_create(
        month=month, defaults={"subject": subject, "is_demo": is_demo}
    )
    if is_new:
        sentence = f"{by or 'Le portail'} a ouvert la lettre."
        audit_log.write(issue, by=by, act="open", sentence=sentence, target=issue.state)
    return issue


def obstacle(issue, user):
    if user is not None and not dircom(user, issue):
        return Forbidden(Problem("forbidden", f"Seule {dircom.label} écrit la lettre."))
    if issue.state != LetterIssue.State.DRAFT:
        label = issue.get_state_display().lower()
        sentence = f"La lettre est «\u00a0{label}\u00a0»\u00a0: elle se lit seulement."
        return Refused(Problem("read_only", sentence))
    return None


def refuse_unless_writable(issue, user):
    """Raises Forbidden or Refused, with its sentence, unless `user` may write this letter now."""
    if problem := obstacle(issue, user):
        raise problem.about(issue)


def compose(issue, *, by):
    """Add the month's news, practices and events that the letter lacks; returns how many."""
    data = {}
    with writing(issue, by, "compose", "a composé la lettre", data) as current:
        there = set(current.items.values_list("url", flat=True))
        rows = [row for row in find_items(current.month) if row["url"] not in there]
        _append(current, rows)
        data["added"] = len(rows)
    return len(rows)


def find_items(month):
    """[{kind, title, text, url}]: news and practices of the month, then events to come."""
    until = working_days.add_months(month, 1)
    return [*_news(month, until), *_practices(month, until), *_events(month)]


def _news(month, until):
    from_site = news().filter(date__gte=month, date__lt=until)[:MOST]
    return [
        {"kind": Kind.NEWS, "title": page.title, "text": page.intro, "url": page.url or ""}
        for page in from_site
    ]


def _practices(month, until):
    rows = published_practices().filter(published_on__gte=month, published_on__lt=until)[:MOST]
    return [
        {
            "kind": Kind.PRACTICE,
            "title": row.title,
            "text": f"{row.organism}. {row.summary}",
            "url": row.get_public_url(),
        }
        for row in rows
    ]


def _events(month):
    starts = datetime.combine(month, time(), clock.PARIS)
    ends = datetime.combine(working_days.add_months(month, 2), time(), clock.PARIS)
    rows = EventPage.upcoming().filter(starts_at__gte=starts, starts_at__lt=ends)
    return [
        {
            "kind": Kind.EVENT,
            "title": page.title,
            "text": ", ".join(filter(None, (words.moment(page.starts_at), page.public_place))),
            "url": page.url or "",
        }
        for page in rows.order_by("starts_at")[:MOST]
    ]


def reserved_place(title, text, url, address=""):
    """The Problem of an item that leads to a reserved event and tells its place: anybody reads the letter."""
    slug = url.strip("/").rpartition("/")[2]
    rows = EventPage.objects.filter(slug=slug).exclude(audience=EventPage.Audience.PUBLIC)
    event = rows.exclude(place="").first() if slug else None
    if event is None or event.place.lower() not in f"{title} {text}".lower():
        return None
    said = f"«\u00a0{title}\u00a0» dit le lieu d’un rendez-vous {event.get_audience_display()}."
    return Problem("reserved_place", said, address, "Ôter le lieu" if address else "")


@contextmanager
def writing(issue, by, act, sentence, data=None):
    """Context manager: `acting`, after right and state are checked under the lock."""
    with acting(issue, by=by, act=act, sentence=sentence, data=data) as current:
        refuse_unless_writable(current, by)
        yield current


def _append(issue, rows):
    last = issue.items.aggregate(last=Max("number"))["last"] or 0
    LetterItem.objects.bulk_create(
        LetterItem(issue=issue, number=number, **row) for number, row in enumerate(rows, last + 1)
    )


def keep_item(issue, facts, *, by, number=None):
    """Add an item, or change the one of this number."""
    with writing(issue, by, "item", "a écrit la lettre") as current:
        if number is None:
            _append(current, [facts])
        else:
            current.items.filter(number=number).update(**facts)


def drop_item(issue, number, *, by):
    with writing(issue, by, "drop", "a ôté un article de la lettre") as current:
        current.items.filter(number=number).delete()


def move_item(issue, number, *, by):
    """Up by one place; the first one stays."""
    with writing(issue, by, "move", "a déplacé un article de la lettre") as current:
        items = list(current.items.all())
        place = next((i for i, item in enumerate(items) if item.number == number), 0)
        if place == 0:
            return
        items[place - 1], items[place] = items[place], items[place - 1]
        top = items[-1].number + len(items)
        for order, item in enumerate(items, 1):
            item.number = max(top, 1000) + order  # aside first: two rows never share a number
        LetterItem.objects.bulk_update(items, ["number"])
        for order, item in enumerate(items, 1):
            item.number = order
        LetterItem.objects.bulk_update(items, ["number"])


OPENING = 0  # the number of what opens the letter: its subject and its first words
EFFECTS = (
    "La page de la lettre montre ce texte, la date et le motif de la correction.",
    "Les courriels déjà partis ne changent pas.",
)
NOT_SENT = Problem("not_sent", "Cette lettre n’est pas partie\u00a0: elle se modifie encore.")


@dataclass
class LetterContent:
    """What the site shows of a letter: as it left, less what was corrected since."""

    subject: str
    intro: str
    items: list
    corrections: list

    @property
    def sections(self):
        """[(heading, [items])] in the order of the letter."""
        rows = groupby(self.items, key=lambda item: item.get_kind_display())
        return [(kind, list(items)) for kind, items in rows]


def letter_content(issue):
    """The last correction of each item counts; two queries, or none where both are prefetched."""
    corrections = list(issue.corrections.all())
    last = {one.number: one for one in corrections}
    items = [item for item in issue.items.all() if _correct(item, last.get(item.number))]
    opening = last.get(OPENING)
    subject, intro = (opening.title, opening.text) if opening else (issue.subject, issue.intro)
    return LetterContent(subject, intro, items, corrections)


def _correct(item, correction):
    """Whether it is still shown; its facts are those of its correction, on this copy alone."""
    if correction is None:
        return True
    item.title, item.text, item.url = correction.title, correction.text, correction.url
    return not correction.is_removed


def facts_shown(issue, item):
    """What the form begins with: what the site shows now of this item, or of the opening."""
    now = letter_content(issue)
    if item is None:
        return {"title": now.subject, "text": now.intro}
    last = [one for one in now.corrections if one.number == item.number][-1:]
    names = ("title", "text", "url")
    facts = {name: getattr((last or [item])[0], name) for name in names}
    return facts | {"is_removed": bool(last) and last[0].is_removed}


def refuse_unless_sent(issue, user):
    """Raises Forbidden or Refused, with its sentence, unless `user` may correct this letter now."""
    if not dircom(user, issue):
        raise Forbidden(
            Problem("forbidden", f"Seule {dircom.label} corrige la lettre."), thing=issue
        )
    if issue.state != LetterIssue.State.SENT:
        raise Refused(NOT_SENT, thing=issue)


def correct(issue, number, facts, *, by, reason, expected_version=None):
    """`facts` are those of a LetterCorrection: what the site shows from now on of the item, or of the opening."""
    told = {
        "act": "correct",
        "sentence": "a corrigé la lettre sur le site",
        "reason": reason,
        "data": {"number": number},
    }
    with acting(issue, by=by, expected_version=expected_version, **told) as current:
        refuse_unless_sent(current, by)
        if problem := reserved_place(facts["title"], facts["text"], facts.get("url", "")):
            raise Refused(problem)
        LetterCorrection.objects.create(
            issue=current, number=number, reason=reason, corrected_at=clock.now(), **facts
        )
