"""A process that dies after its commit, at any line: what it took back is told by no other one."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from labelling.title.labels.models import Label
from portal.cache import versions
from tests.factories import make_member, make_organism
from tests.labelling.committee.factories import make_committee
from tests.labelling.kit.factories import make_asset, make_steward
from tests.labelling.labels.factories import make_label
from tests.observatory.factories import make_practice
from tests.portal.cache.killed_acts import drop_triggers, kill, lines_after_commit

pytestmark = pytest.mark.postgres
PARTS = 8
REASON = "Trois tours sont sans eau chaude depuis dix jours et l’organisme ne répond plus."


class LabelSuspended:
    """The présidence suspends a label; strangers read the page of its organism."""

    def __init__(self):
        self.by = make_committee(2)["PRES"]

    def prepare(self):
        label = Label.objects.get(pk=make_label(make_organism()).pk)
        return label, "suspendre-a-titre-conservatoire", f"/annuaire/{label.organism.slug}/"

    def is_told(self, answer):
        return "Label suspendu" not in answer.content.decode()


class PracticeWithdrawn:
    """Its organism withdraws a practice; strangers read its sheet."""

    def __init__(self):
        self.organism = make_organism()
        self.by = make_member(self.organism)

    def prepare(self):
        practice = make_practice(self.organism, "published")
        return practice, "retirer-la-fiche", practice.get_public_url()

    def is_told(self, answer):
        return answer.status_code == 200


class KitWithdrawn:
    """The Dircom withdraws the one version of a file; strangers read the kit."""

    def __init__(self):
        self.by, self.number = make_steward(), 0

    def prepare(self):
        self.number += 1
        self.name = f"Affiche {self.number:03}"
        version = make_asset(self.name, by=self.by).versions.get()
        return version, "retirer", "/marque/kit/"

    def is_told(self, answer):
        return self.name in answer.content.decode()


@pytest.fixture
def play(transactional_db, signed_in, settings):
    """`play(kind)` gives `again()`: the same act on another thing, whose public page this process has kept.

    Its documents are drawn by the worker, as in production.
    """
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

    def played(kind):
        one = kind()
        browser = signed_in(one.by)

        def again():
            thing, step, page = one.prepare()
            address, data = (
                f"{thing.get_absolute_url()}{step}/",
                {"reason": REASON, "version": thing.version},
            )
            answers = [Client().get(page) for _ in range(2)]
            with CaptureQueriesContext(connection) as queries:
                answers.append(Client().get(page))
            assert [one.is_told(answer) for answer in answers] == [True] * 3
            assert len(queries) == 1

            def is_still_told():
                assert type(thing).objects.get(pk=thing.pk).state != thing.state
                return one.is_told(Client().get(page))

            return SimpleNamespace(
                act=lambda: browser.post(address, data).status_code, is_still_told=is_still_told
            )

        return again

    return played


def few(lines, many):
    """The first, the last, and as many between them."""
    return [lines[rank * (len(lines) - 1) // (many - 1)] for rank in range(many)]


def told_still(again, lines):
    """The lines at which a death leaves another process telling what is no longer so."""
    found = []
    for line in lines:
        one = again()
        kill(one.act, line)
        if one.is_still_told():
            found.append(line)
    return found


@pytest.mark.parametrize("kind", [LabelSuspended, PracticeWithdrawn, KitWithdrawn])
def test_what_was_taken_back_is_told_by_nobody_wherever_its_process_dies(play, kind):
    again = play(kind)
    lines = lines_after_commit(again().act)

    assert len(lines) > 100
    assert told_still(again, few(lines, 4)) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_suspended_label_is_told_by_nobody_whichever_line_its_process_dies_at(play, part):
    """In parts: each death leaves one more label to all the pages that follow."""
    again = play(LabelSuspended)
    lines = lines_after_commit(again().act)

    assert told_still(again, lines[part::PARTS]) == []


def test_control_a_version_raised_after_the_commit_is_lost_with_the_process(play):
    again = play(LabelSuspended)
    first, *_, last = lines_after_commit(again().act)
    found = []
    for line in (first, last):
        one = again()
        drop_triggers(versions.WATCHED)
        kill(one.act, line, raised_after=True)
        found.append(one.is_still_told())
        versions.install(using="default")
        versions.bump()

    assert found == [True, False]
