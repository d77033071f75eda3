"""History of every registered text: written, erased where it may be, taken back by its page."""

import pytest

from labelling.path.assessment import actions as answers
from labelling.path.audits import actions as audits
from labelling.path.plan import edits
from portal.revisions import TEXTS, TextRevision
from tests import factories
from tests.labelling.audits.factories import Story

pytestmark = pytest.mark.django_db
FIRST, SECOND = (
    "Le premier texte, en vingt caractères au moins et même cinquante.",
    "Le second texte, " * 5,
)
# tests/labelling/dossiers/test_text_history.py, tests/labelling/follow_up/test_notes.py
TRIED_BESIDE = {"presentation", "perimetre", "note", "note_du_bureau"}


class Answer:
    """The comment, or the reason, of an answer to a criterion."""

    part = "T01.1"

    def __init__(self, field, organism, person):
        self.field, self.thing, self.by = (
            field,
            factories.make_dossier(organism, state="preparation"),
            person,
        )
        self.criterion = self.thing.framework.criteria[0]

    def write(self, text):
        is_na = self.field == "na_reason"
        said = {
            "rating": None if is_na else 2,
            "is_na": is_na,
            "na_reason": FIRST if is_na else "",
            "comment": FIRST,
        }
        answers.answer(self.thing, {self.criterion: said | {self.field: text}}, by=self.by)

    @property
    def text(self):
        return getattr(self.thing.answers.get(criterion=self.criterion), self.field)


class Action:
    """The title, or the indicator, of an action of the plan."""

    part = "1"

    def __init__(self, field, organism, person):
        self.field, self.thing, self.by = (
            field,
            factories.make_dossier(organism, state="preparation"),
            person,
        )

    def write(self, text):
        known = self.thing.actions.first()
        if known:
            edits.change(known, {self.field: text}, by=self.by)
        else:
            row = {"scope": "transversal", "title": FIRST, "indicator": FIRST} | {self.field: text}
            edits.add_actions(self.thing, [row], by=self.by)

    @property
    def text(self):
        return getattr(self.thing.actions.get(), self.field)


class Audit:
    """What the auditor, or the organism, writes of a mission that has come to `last`."""

    part = ""

    def __init__(self, last, organism):
        self.story = Story(factories.make_dossier(organism, state="audit")).go(last)
        self.by = self.story.ali

    @property
    def thing(self):
        self.story.mission.refresh_from_db()
        return self.story.mission


class Rating(Audit):
    part = "T01.1"

    def __init__(self, organism):
        super().__init__("start", organism)

    def write(self, text):
        audits.rate(self.thing, {self.part: (2, False, text)}, by=self.by)

    @property
    def text(self):
        return self.thing.ratings.get(criterion__code=self.part).comment


class Finding(Audit):
    part = "1"

    def __init__(self, field, organism):
        super().__init__("start", organism)
        self.field = field

    def write(self, text):
        known = self.thing.findings.first()
        criterion = audits.guards.criteria_of(self.thing)[0]
        said = {"kind": "NCm", "criterion": criterion, "text": FIRST, "evidence": FIRST} | {
            self.field: text
        }
        if known:
            audits.edit_finding(known, by=self.by, **said)
        else:
            audits.add_finding(self.thing, by=self.by, **said)

    @property
    def text(self):
        return getattr(self.thing.findings.get(), self.field)


class Summary(Audit):
    def __init__(self, organism):
        super().__init__("close_fieldwork", organism)

    def write(self, text):
        self.story.fire("send_draft", summary=text)

    @property
    def text(self):
        return self.thing.summary


class Observations(Audit):
    def __init__(self, organism):
        super().__init__("open_contradictory", organism)
        self.by = self.story.member

    def write(self, text):
        audits.observe(self.thing, text, by=self.by)

    @property
    def text(self):
        return self.thing.organism_answer


MADE = {
    "critere": lambda organism, person: Answer("comment", organism, person),
    "critere-sans-objet": lambda organism, person: Answer("na_reason", organism, person),
    "action": lambda organism, person: Action("title", organism, person),
    "action-indicateur": lambda organism, person: Action("indicator", organism, person),
    "cotation": lambda organism, _person: Rating(organism),
    "constat": lambda organism, _person: Finding("text", organism),
    "constat-preuve": lambda organism, _person: Finding("evidence", organism),
    "synthese": lambda organism, _person: Summary(organism),
    "observations": lambda organism, _person: Observations(organism),
}


def test_every_registered_text_is_tried():
    assert set(MADE) | TRIED_BESIDE == set(TEXTS)


@pytest.mark.parametrize("code", MADE)
def test_what_somebody_wrote_over_is_taken_back(code, organism, alice, signed_in):
    one = MADE[code](organism, alice)
    one.write(FIRST)
    one.write(SECOND)
    kept = TextRevision.objects.filter(code=code, thing_id=one.thing.pk, part=one.part)
    assert [(row.text, row.by) for row in kept.order_by("pk")] == [
        (FIRST, one.by),
        (SECOND, one.by),
    ]

    page = TEXTS[code].history(one.thing, one.part)
    client = signed_in(one.by)
    assert "Reprendre<span" in client.get(page).content.decode()
    client.post(page, {"revision": kept.get(text=FIRST).pk})

    assert one.text == FIRST
    assert [row.text for row in kept.order_by("pk")] == [FIRST, SECOND, FIRST]


@pytest.mark.parametrize("part", ["", "absent", "99", "9" * 30, "T01.1' OR 1=1"])
@pytest.mark.parametrize("code", ["critere", "action", "cotation", "constat"])
def test_a_part_that_is_not_there_is_not_found(code, part, organism, alice, signed_in):
    one = MADE[code](organism, alice)

    answer = signed_in(one.by).get(TEXTS[code].history(one.thing), {"partie": part} if part else {})

    assert answer.status_code == 404
