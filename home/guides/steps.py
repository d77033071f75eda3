"""Questions of a guide, asked one at a time: the address holds the answers, no script, nothing kept.

A guide is a file of `home/data/guides/`: each choice leads to a question (`suite`) or to an outcome (`issue`).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from home.texts import typeset
from portal.core.data_files import read_data

FOLDER = Path(__file__).parent.parent / "data" / "guides"


@dataclass(frozen=True)
class Choice:
    """`reminder` is told again with the outcome."""

    code: str
    label: str
    hint: str = ""
    question: str = ""
    outcome: str = ""
    reminder: str = ""


@dataclass(frozen=True)
class Question:
    code: str
    title: str
    hint: str
    choices: tuple

    def chosen(self, code):
        return next((choice for choice in self.choices if choice.code == code), None)


@dataclass(frozen=True)
class Outcome:
    """Where the answers lead; `step` is the rank of the step of the page that it is about."""

    code: str
    title: str
    lines: tuple
    tone: str = "info"
    button: str = ""
    address: str = ""
    step: int = 0


@dataclass(frozen=True)
class Answer:
    question: Question
    choice: Choice
    change: str  # the query that asks it again


@dataclass(frozen=True)
class Walk:
    """What was answered, then what is asked or where it leads; `is_lost` when the address says what is no answer."""

    answers: tuple
    question: Question | None
    options: tuple  # (choice, query)
    outcome: Outcome | None
    longest: int
    is_lost: bool = False

    @property
    def rank(self):
        return len(self.answers) + 1

    @property
    def reminders(self):
        return [one.choice.reminder for one in self.answers if one.choice.reminder]


@dataclass(frozen=True)
class Guide:
    code: str
    version: str
    is_demo: bool
    questions: dict
    outcomes: dict

    @property
    def first(self):
        return next(iter(self.questions))

    @property
    def longest(self):
        """The questions of its longest way."""
        return self._length(self.first)

    def _length(self, code):
        choices = self.questions[code].choices
        return 1 + max(self._length(one.question) if one.question else 0 for one in choices)

    def walk(self, query, **kept):
        """The Walk of these answers; `kept` stays in the addresses."""
        kept = {name: value for name, value in kept.items() if value}
        said, answers, outcome = dict(kept), [], None
        question = self.questions[self.first]
        while question and (choice := question.chosen(query.get(question.code, ""))):
            answers.append(Answer(question, choice, f"?{urlencode(said)}"))
            said[question.code] = choice.code
            outcome = self.outcomes.get(choice.outcome)
            question = self.questions.get(choice.question)
        asked = {name for name in self.questions if name in query}
        options = [
            (choice, f"?{urlencode(said | {question.code: choice.code})}")
            for choice in (question.choices if question else ())
        ]
        return Walk(
            tuple(answers),
            question,
            tuple(options),
            outcome,
            self.longest,
            is_lost=bool(asked - {one.question.code for one in answers}),
        )


@cache
def guide(code):
    """The Guide of this file; its texts are typeset."""
    said = read_data(FOLDER / f"{code}.yaml")
    questions = {one["code"]: _question(one) for one in said["questions"]}
    outcomes = {name: _outcome(name, one) for name, one in said["issues"].items()}
    return Guide(code, said["version"], said["demonstration"], questions, outcomes)


def _question(said):
    choices = tuple(
        Choice(
            one["code"],
            typeset(one["texte"]),
            typeset(one.get("aide", "")),
            one.get("suite", ""),
            one.get("issue", ""),
            typeset(one.get("rappel", "")),
        )
        for one in said["choix"]
    )
    return Question(said["code"], typeset(said["titre"]), typeset(said.get("aide", "")), choices)


def _outcome(code, said):
    return Outcome(
        code,
        typeset(said["titre"]),
        tuple(map(typeset, said["lignes"])),
        said.get("ton", "info"),
        typeset(said.get("bouton", "")),
        said.get("adresse", ""),
        said.get("etape", 0),
    )
