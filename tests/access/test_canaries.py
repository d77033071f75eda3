"""No page, file, sheet, header, mail or log holds a string that its reader has no right to (G01)."""

import re

import pytest
from django.core import mail
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from portal.notifications import outbox
from portal.workflow import WORKFLOWS, audit_log
from tests.access import canaries, tables
from tests.access.crawler import crawl
from tests.access.people import ANONYMOUS, EVERYBODY

pytestmark = pytest.mark.django_db


# Chloé and Paul see what Alice and Sonia see: test_matrix reads the pages for them too.
READERS = [ANONYMOUS, *(name for name in EVERYBODY if name not in ("chloe", "paul"))]
ANSWERS = (200, 301, 302)
HEALTH = "/sante/"  # answers 503 when a service is down, which is no dead link


@pytest.mark.parametrize("who", READERS)
def test_nobody_reads_what_is_not_theirs_whatever_the_path(world, who):
    """BR-01, BR-39, BR-52, BR-89; reading all of it changes no row of any table (G14).

    And no page shows a link that its reader may not follow.
    """
    leaks, dead = crawled(world, who, each=1)

    assert leaks == [], leaks
    assert dead == [], "\n".join(dead)
    assert tables.changes(world.rows) == []


@pytest.mark.slow
@pytest.mark.parametrize("who", READERS)
def test_nobody_reads_what_is_not_theirs_on_a_second_page_either(world, who):
    """The next page of a list, another filter, another criterion."""
    leaks, dead = crawled(world, who, each=2)

    assert leaks == [], leaks
    assert dead == [], "\n".join(dead)


def crawled(world, who, each):
    """What this person reads and may not, and the links that they see and may not follow."""
    leaks, dead, visited = [], [], 0
    for response, shown_on in crawl(world, who, each):
        visited += 1
        path, code = response.request["PATH_INFO"], response.status_code
        leaks += canaries.leaks(world, who, response)
        if HEALTH not in path and (code >= 500 or (shown_on and code not in ANSWERS)):
            dead.append(f"{code} {path}, shown on {shown_on}")
    assert visited >= 10
    return leaks, dead


def test_no_mail_tells_its_reader_what_is_not_theirs(world):
    """BR-96: every notice of every table, about each thing, to whomever it is for."""
    before = list(outbox.Message.objects.values_list("pk", flat=True))
    for model, table in WORKFLOWS.items():
        notices = {n.key: n for t in table.transitions.values() for n in t.tells}
        notices |= {reminder.notice.key: reminder.notice for reminder in table.reminders}
        for thing in model._base_manager.all():
            entry = audit_log.write(
                thing, by=world.people["sonia"], act="note", sentence="Un mot.", reason="Un motif."
            )
            for notice in notices.values():
                outbox.write(notice, thing, entry, topic=table.topic)
    each = Concat(Value("its own:"), Cast("pk", CharField()))  # each its letter, none grouped
    outbox.Message.objects.update(about=each)
    outbox.deliver_due(10_000)

    names = {world.people[name].email: name for name in EVERYBODY}
    leaks = [
        f"{text} in « {letter.subject} », for {names[letter.to[0]]}"
        for letter in mail.outbox
        for text in sorted(_in_letter(world, letter))
        if names.get(letter.to[0]) not in (None, *world.canaries[text])
    ]
    assert leaks == [], leaks
    written = outbox.Message.objects.exclude(pk__in=before)
    assert list(written.exclude(error="").values_list("notice", "error")) == []
    assert len(mail.outbox) > 20


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
    world.ballot.option = "adjourn"
    world.ballot.save()

    assert [place for place, body in pages().items() if body != before[place]] == []


def _still(response):
    return re.sub(rb'name="(csrfmiddlewaretoken|once)" value="[^"]*"', b"", response.body)
