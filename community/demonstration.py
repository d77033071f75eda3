"""Demonstration content of the communities: invented exchanges, played once through the real actions, on past days."""

from functools import partial
from pathlib import Path

from django.db import transaction

from community import personas
from community.documents import actions as documents
from community.faq.actions import publish as publish_entry
from community.mentoring import matching
from community.mentoring.actions import propose
from community.mentoring.models import MentoringFollowUp
from community.mentoring.workflow import MENTORING
from community.moderation.workflow import MESSAGE
from community.pages.actions import begin, read
from community.pages.workflow import PAGE
from community.people import actions as people
from community.personas import FEWEST, day, past
from community.polls import actions
from community.polls.models import Survey
from community.polls.workflow import SURVEY
from community.questions import actions as questions
from community.questions.workflow import QUESTION
from community.spaces.rules import belongs
from community.threads import actions as threads
from community.threads.models import Thread
from portal.core import clock
from portal.core.data_files import read_data
from portal.notifications import outbox
from portal.workflow import acting

FILE = Path(__file__).parent / "data" / "demonstration.yaml"
OLD_MAIL = 14  # days after which what the past would have written is kept, and not sent
PAIRS = ((101, 97, 94), (38, 36, 31))  # days since: proposed, agreed, first exchange
PAGES_AGO, PROFILES_AGO = 62, 48
WORKED = 9  # hours of a day in which one asks


def read_story():
    return read_data(FILE)


@transaction.atomic
def ensure_content():
    """Idempotent: does nothing when a question exists or when the cast is missing; returns whether it wrote."""
    cast = personas.find_cast()
    if cast is None or Thread.objects.exists() or len(cast.club) < FEWEST:
        return False
    personas.settle(cast, read_story()["group"])
    _pages(cast)
    _documents(cast)
    for name, space, people_there in cast.rooms():
        for row in read_story()[name]:
            _question(cast, space, people_there, row)
    for row in read_story()["surveys"]:
        _survey(cast, row)
    _profiles(cast.club, read_story()["profiles"])
    _profiles(cast.auditors, read_story()["auditor_profiles"])
    _mentorings(cast)
    outbox.settle_replayed(day(OLD_MAIL))
    return True


def _pages(cast):
    """Two pinned; half of the members acknowledge reading the first."""
    for rank, row in enumerate(read_story()["pages"], 1):
        with past(PAGES_AGO - rank):
            page = begin(cast.space, by=cast.animator, title=row["title"])
            with acting(page, by=cast.animator, act="write", sentence="a écrit la page") as held:
                held.text, held.is_pinned, held.rank = row["text"], True, rank
            page = PAGE.fire(page, "publish", by=cast.animator)
            if rank == 1:
                for person in cast.club[::2]:
                    read(page, by=person)


def _documents(cast):
    """One asks for an acknowledgement of reading: one member in three has not given it."""
    for row in read_story()["documents"]:
        with past(row["ago"]):
            facts = {name: row[name] for name in ("title", "folder", "summary")}
            file = personas.paper(row["title"], row["lines"])
            document = documents.add(
                cast.space,
                by=cast.animator,
                file=file,
                effective_on=clock.today(),
                asks_reading=row.get("asks_reading", False),
                **facts,
            )
        if document.asks_reading:
            with past(row["ago"] - 3):
                for person in (one for rank, one in enumerate(cast.club) if rank % 3):
                    documents.read(document, document.versions.first(), by=person)


def _question(cast, space, there, row):
    """A question, its answers and thanks, and what the référent and the moderators made of them."""
    of = partial(personas.at_rank, there)
    hour = row["ago"] % WORKED + 1
    with past(row["ago"], hours=hour):
        thread = threads.ask(
            space, by=of(row["by"]), title=row["title"], source=row["text"], tags=row["tags"]
        )
        Thread.objects.filter(pk=thread.pk).update(is_demo=True)
    made = [_answer(thread, of, row["ago"], hour, one) for one in row["answers"]]
    if rank := row.get("certified"):
        with past(row["ago"] - 6):
            MESSAGE.fire(made[rank - 1], "certify", by=cast.referent)
        with past(row["ago"] - 7):
            thread = Thread.objects.get(pk=thread.pk)
            entry = publish_entry(thread, by=cast.referent, title=row["title"], source=row["faq"])
        if told := row.get("public"):
            with past(row["ago"] - 8):
                facts = {"title": told["title"], "source": told["text"]}
                question = questions.prepare(entry, by=cast.referent, **facts)
                QUESTION.fire(question, "publish", by=cast.referent)


def _answer(thread, of, ago, hour, row):
    with past(ago, hours=hour + row["after"]):
        message = threads.answer(thread, by=of(row["by"]), source=row["text"])
    with past(ago, hours=hour + row["after"] + 4):
        for rank in row.get("thanks", ()):
            if of(rank) != message.author:
                threads.thank(message, by=of(rank))
        if motive := row.get("hidden"):
            judge = personas.moderator_of(thread.space, message)
            MESSAGE.fire(message, "hide", by=judge, motive=motive, details="", reason="publicité")
    return message


def _survey(cast, row):
    """Answered day after day; closed by the clock on its day, then published if the file says so.

    One of before the cast wrote together is the référent’s, answered by those who were members then.
    """
    closes_on = day(row["ago"] - row["lasts"]).astimezone(clock.PARIS).date()
    is_old = row["ago"] > personas.OLDEST
    by = cast.referent if is_old else cast.animator
    with past(row["ago"]):
        people_there = [one for one in cast.club if not is_old or belongs(one, cast.space)]
        survey = actions.create(cast.space, by=by, title=row["title"], intro=row["intro"])
        for one in row["questions"]:
            actions.add_question(survey, by=by, **one)
        if rank := row.get("satisfaction"):
            question = survey.questions.get(order=rank)
            actions.measure(survey, by=cast.referent, question=question)
        facts = {"closes_on": closes_on, "secrecy": row["secrecy"], "per": "person"}
        survey = SURVEY.fire(survey, "open", by=by, **facts)
    keys = {one.order: one.key for one in survey.questions.all()}
    for rank, (person, given) in enumerate(zip(people_there[1:], row["answers"], strict=False)):
        with past(row["ago"] - 1 - rank % 4):
            actions.answer(survey, {keys[n]: value for n, value in given.items()}, by=person)
    if ago := row.get("published"):
        with past(row["ago"] - row["lasts"] - 1):
            SURVEY.fire(Survey.objects.get(pk=survey.pk), "close", by=None)
        with past(ago):
            SURVEY.fire(Survey.objects.get(pk=survey.pk), "publish", by=by)


def _profiles(there, rows):
    for rank, (person, row) in enumerate(zip(there, rows, strict=False)):
        with past(PROFILES_AGO - 5 * rank):
            regions = personas.regions_of(person)
            people.write(person, takes_contact=True, regions=regions, **row)


def _mentorings(cast):
    """Two pairs under way; the first has its three-month follow-up."""
    for proposed, agreed, met in PAIRS:
        with past(proposed):
            pair = _pair(cast)
        if pair is None:
            continue
        sides = [personas.speaker(one) for one in (pair.mentor, pair.mentee)]
        with past(agreed):
            for person in sides:
                pair = MENTORING.fire(pair, "agree", by=person)
        with past(met):
            MENTORING.fire(type(pair).objects.get(pk=pair.pk), "start", by=sides[1])
    return MentoringFollowUp.objects.count()


def _pair(cast):
    """The first newly labelled organism that has a possible mentor, with its best one."""
    for mentee in matching.newly_labelled():
        for one in matching.candidates(mentee):
            both = mentee, one.organism
            if one.is_fit and all(personas.speaker(side) for side in both):
                message = read_story()["mentoring"]["message"]
                return propose(one.organism, mentee, by=cast.referent, message=message)
    return None
