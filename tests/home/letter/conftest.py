"""Fixtures: an issue of the letter for November, as it is composed and once it is ready."""

from datetime import date

import pytest

from home.letter import actions
from home.letter.models import LetterIssue
from home.letter.workflow import LETTER

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def issue(dircom):
    made = actions.open_issue(NOVEMBER, by=dircom)
    LetterIssue.objects.filter(pk=made.pk).update(intro="Le mois en deux phrases.")
    made.refresh_from_db()
    facts = {
        "kind": "word",
        "title": "Le kit est en ligne",
        "text": "Affiches.",
        "url": "/annuaire/",
    }
    actions.keep_item(made, facts, by=dircom)
    return made


@pytest.fixture
def ready(issue, dircom):
    return LETTER.fire(issue, "make_ready", by=dircom)
