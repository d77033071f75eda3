"""What anybody reads (pages, feeds, calendars, files, API, letters, alerts) holds nothing that a stranger may not."""

from datetime import date

import pytest
from django.core import mail
from django.db import transaction

from home.alerts import actions
from home.alerts.models import Alert
from home.letter import actions as composing
from home.models import LetterIssue, LetterItem, Subscription
from home.search import entries
from portal.core import clock
from portal.notifications import outbox
from tests.access.asking import address
from tests.access.crawler import crawl
from tests.access.lines import OK
from tests.access.matrix import LINES
from tests.access.people import ANONYMOUS
from tests.access.secrets import canaries, planted

pytestmark = pytest.mark.django_db
# Models of which the world has nothing that a stranger may not read, and why none is made.
NOT_PLANTED = {
    "everybody reads all of it": "community.Charter home.AlertBanner home.LetterCorrection home.SiteFrame "
    "labelling.CommitteeSeat "
    "labelling.Criterion labelling.DeadlineRule labelling.LabelMention labelling.RequiredPiece labelling.Stage "
    "labelling.Theme",
    "the kit and the home show those that are offered or chosen": "labelling.AssetFile labelling.BrandAsset "
    "observatory.MonthlyPractice",
    "evidence, neither changed nor invented: the world has its own canaries there": "labelling.Decision "
    "labelling.Merger labelling.ReportFigure labelling.Snapshot portal.StoredFile",
    "made of other rows, or of what was searched": "home.Alert home.SearchEntry "
    "observatory.PracticeEntry portal.OnceKey",
}


class Undone(Exception):
    """Ends a transaction whose writings nobody else may meet."""


def surfaces(world):
    """(where, bytes) of all that somebody without account may read, or be sent."""
    for line in LINES:
        if not line.post_only and line.wanted(ANONYMOUS) == OK:
            path = address(world, line)
            yield path, world.ask(ANONYMOUS, path)
    for answer, _shown_on in crawl(world, ANONYMOUS, each=2, things=3):
        yield answer.request["PATH_INFO"], answer


def read(world):
    """(where, the canaries met there)."""
    for where, answer in surfaces(world):
        yield where, canaries.words(answer.body, repr(dict(answer.headers)))
    yield from read_mails()


def read_mails():
    for letter in mail.outbox:
        told = f"{letter.subject}{letter.body}"
        yield f"the mail « {letter.subject} »", canaries.words(told.encode())


def leaks(world, texts, pages):
    """« app.Model.field at /lettre/… »; what the world planted itself counts too."""
    own = {text: text for text, who in world.canaries.items() if ANONYMOUS not in who}
    known = own | texts
    return [
        f"{known[one]} at {where}" for where, words in pages for one in sorted(words & known.keys())
    ]


def send_the_letter(world):
    """That of this month, with all that the portal proposes for it, to one who has no account."""
    dircom = world.people["dircom"]
    Subscription.objects.create(address="abonnee@exemple.fr", confirmed_at=clock.now())
    issue = composing.open_issue(clock.today(), by=dircom)
    composing.compose(issue, by=dircom)
    issue.refresh_from_db()
    issue.subject, issue.intro = "Lettre", "Le mois en deux phrases."
    issue.save()
    issue.items.filter(kind="word").delete()
    for act in ("make_ready", "send"):
        issue = issue.workflow.fire(issue, act, by=dircom)


def tell_the_alerts():
    """Of each subject, as if nothing had been known."""
    for subject in Alert.Subject:
        one, _is_new = Alert.objects.get_or_create(address="veille@exemple.fr", subject=subject)
        Alert.objects.filter(pk=one.pk).update(
            known={}, looked_on=date(2000, 1, 1), confirmed_at=clock.now()
        )
    actions.look()


@pytest.fixture
def written(world):
    """What the portal writes for strangers once canaries are planted; all of it is undone."""
    pages, world.pages = world.pages, {}
    try:
        with transaction.atomic():
            found = planted.plant()
            entries.build()
            send_the_letter(world)
            tell_the_alerts()
            outbox.deliver_due(10_000)
            world.settle()
            yield found
            raise Undone
    except Undone:
        pass
    world.pages = pages
    world.settle()


def test_what_anybody_reads_holds_nothing_that_a_stranger_may_not(world, written, found):
    """BR-01, G01: a model that says who sees it is planted by being there; one that cannot be is told."""
    texts, bare = written
    spared = " ".join(NOT_PLANTED.values()).split()
    found.tell(f"{one}: nothing planted" for one in sorted({*bare} - {*spared}))
    found.tell(leaks(world, texts, read(world)))
    found.end()
    assert {"La lettre du mois", "Lettre"} & {letter.subject for letter in mail.outbox}
    assert len(texts) > 300


def test_control_a_reserved_place_in_a_letter_and_in_its_mail_is_told(world, written):
    texts, _bare = written
    place = next(text for text, field in texts.items() if field == "home.EventPage.place")
    LetterItem.objects.filter(issue__state="sent").update(text=place)
    mail.outbox[-1].body += place
    world.settle()
    issue = LetterIssue.objects.filter(state="sent", items__isnull=False).first()
    page = world.ask(ANONYMOUS, issue.get_public_url())

    met = [("the letter", canaries.words(page.body)), *read_mails()]

    assert leaks(world, texts, met) == [
        "home.EventPage.place at the letter",
        f"home.EventPage.place at the mail « {mail.outbox[-1].subject} »",
    ]
