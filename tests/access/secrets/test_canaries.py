"""Canaries: no page, file, sheet, header, mail or log holds a string its reader has no right to (G01)."""

import re

import pytest
from django.core import mail
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from labelling.committee.models import Ballot
from portal.notifications import outbox
from portal.workflow import WORKFLOWS, audit_log
from tests.access import tables
from tests.access.crawler import OF_MEMBERS, crawl
from tests.access.people import ANONYMOUS, EVERYBODY, UNLIKE
from tests.access.secrets import canaries

pytestmark = pytest.mark.django_db


# Chloé and Paul see what Alice and Sonia see: test_matrix reads the pages for them too.
READERS = [ANONYMOUS, *(name for name in EVERYBODY if name not in ("chloe", "paul"))]
# Nor do they see more than another of their kind, or than nobody: make test-all follows their links.
SPARED = ("marc", "gaston", "dpo", "tech")
ANSWERS = (200, 301, 302)
THINGS = 3  # of one kind that each page is read for; of every one, in make test-all
# Who follows the public pages, the same for all but for their bar; test_matrix reads one of each address for everybody.
FOLLOWING_PUBLIC_PAGES = (ANONYMOUS, "alice", "bob", "sonia", "dircom")
HEALTH = "/sante/"  # answers 503 when a service is down, which is no dead link


@pytest.mark.parametrize("who", [name for name in READERS if name not in SPARED])
def test_nobody_reads_what_is_not_theirs_whatever_the_path(world, who, found):
    """BR-01, BR-39, BR-52, BR-89; reading all of it changes no row of any table (G14).

    And no page shows a link that its reader may not follow.
    """
    inside = "" if who in FOLLOWING_PUBLIC_PAGES else OF_MEMBERS
    crawl_all(world, who, found, each=1, things=THINGS, inside=inside)

    found.end()
    assert tables.changes(world.rows) == []


@pytest.mark.slow
@pytest.mark.parametrize("who", READERS)
def test_nobody_reads_what_is_not_theirs_on_a_second_page_either(world, who, found):
    """Of everything, and the next page of a list, another filter, another criterion."""
    crawl_all(world, who, found, each=2)

    found.end()


def crawl_all(world, who, found, each, things=None, inside=""):
    """What this person reads and may not, and the links that they see and may not follow."""
    visited = 0
    for response, shown_on in crawl(world, who, each, things, inside):
        visited += 1
        path, code = response.request["PATH_INFO"], response.status_code
        found.tell(canaries.leaks(world, who, response))
        if HEALTH not in path and (code >= 500 or (shown_on and code not in ANSWERS)):
            found.tell([f"{code} {path}, shown on {shown_on}"])
    assert visited >= 10


def test_no_mail_tells_its_reader_what_is_not_theirs(world, found):
    """BR-96: every notice of every table, about a thing in each of two states, to whomever it is for.

    Who sees what another sees (LIKE: test_matrix) is told the same; make test-all reads theirs too.
    """
    read_all_mails(world, found, one_of_two_states, UNLIKE)


@pytest.mark.slow
def test_no_mail_about_anything_tells_its_reader_what_is_not_theirs(world, found):
    """The same about each thing, to everybody."""
    read_all_mails(world, found, list, EVERYBODY)


def read_all_mails(world, found, chosen, readers):
    before = list(outbox.Message.objects.values_list("pk", flat=True))
    names, sent = {world.people[name].email: name for name in EVERYBODY}, 0
    spared = [world.people[name] for name in EVERYBODY if name not in readers]
    for model, table in WORKFLOWS.items():
        for thing in chosen(model._base_manager.order_by("pk")):
            _queue_everything(world, table, thing)
            outbox.Message.objects.filter(person__in=spared).exclude(pk__in=before).delete()
            outbox.deliver_due(10_000)
            for letter in mail.outbox:
                found.tell(_leaks_of(world, letter, names.get(letter.to[0])))
            sent += len(mail.outbox)
            mail.outbox.clear()

    found.end()
    written = outbox.Message.objects.exclude(pk__in=before)
    assert list(written.exclude(error="").values_list("notice", "error")) == []
    assert sent > 20


def one_of_two_states(things):
    """The first thing in its state, and the first in another one."""
    return list({one.state: one for one in reversed(things)}.values())[-2:]


def _queue_everything(world, table, thing):
    """Each notice of a table, in a letter of its own: none is grouped with another."""
    notices = {n.key: n for t in table.transitions.values() for n in t.tells}
    notices |= {reminder.notice.key: reminder.notice for reminder in table.reminders}
    entry = audit_log.write(
        thing, by=world.people["sonia"], act="note", sentence="Un mot.", reason="Un motif."
    )
    for notice in notices.values():
        outbox.write(notice, thing, entry, topic=table.topic)
    each = Concat(Value("its own:"), Cast("pk", CharField()))
    outbox.Message.objects.exclude(about__startswith="its own:").update(about=each)


def _leaks_of(world, letter, name):
    """What somebody of the world may not read there; who else is written to is of no account."""
    return [
        f"{text} in « {letter.subject} », for {name}"
        for text in sorted(_in_letter(world, letter))
        if name not in (None, *world.canaries[text])
    ]


def _in_letter(world, letter):
    return canaries.ours(world, canaries.words(f"{letter.subject} {letter.body}".encode()))


def test_the_reading_finds_a_canary_in_a_page_a_sheet_and_a_pdf(world):
    """The control: what Alice may read, judged as if Bob had got it."""
    dossier = world.dossier.get_absolute_url()
    stored = world.things["ours"]["file"]
    paths = (dossier, f"{dossier}patrimoine/cotation/feuille/", f"/espace/fichiers/{stored}/")
    answers = {path: world.ask("alice", path) for path in paths}

    assert [p for p, answer in answers.items() if not canaries.leaks(world, "bob", answer)] == []
    assert [p for p, answer in answers.items() if canaries.leaks(world, "alice", answer)] == []
    assert any("piececonten" in text for text in canaries.words(answers[paths[2]].body))


SEERS = ("alice", "bob", "sonia", "nora", "ali", "carla", "marc", "rosa", "dircom")


def test_an_open_ballot_changes_no_byte_of_anybodys_pages(world):
    """The vote of a seat is told to nobody before closing, not even by a count."""
    base = f"/espace/comite/{world.session.reference}/"
    paths = ("/espace/", base, f"{base}1/", f"{base}1/dossier/", world.dossier.get_absolute_url())

    def pages():
        return {(who, path): _still(world.ask(who, path)) for who in SEERS for path in paths}

    before = pages()
    former = world.ballot
    Ballot.objects.filter(pk=former.pk).update(
        is_current=False
    )  # as a vote changes: by another ballot
    cast = {"item": former.item, "round": former.round, "seat": former.seat, "user": former.user}
    Ballot.objects.create(option="adjourn", **cast)

    assert [place for place, body in pages().items() if body != before[place]] == []


def _still(response):
    return re.sub(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"', b"", response.body)
