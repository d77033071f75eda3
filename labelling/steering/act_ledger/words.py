"""Fields that several forms ask for (« Demandez-moi une fois »), with what each form does about it."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from portal.core.data_files import read_data
from portal.ui.states import States

FILE = Path(__file__).parents[2] / "data" / "acts" / "asked_once.yaml"


class State(States):
    """What a form does about a word."""

    TO_MEND = "to_mend", "triangle", "warn", "À corriger"
    JUSTIFIED = "justified", "tick", "info", "Justifié"
    FILLED = "filled", "tick", "ok", "Déjà rempli"
    FIRST = "first", "pencil", "quiet", "Demandé une fois"


@dataclass(frozen=True)
class AskedField:
    """A field of a form, « module.Form.field », with the page where a person meets it."""

    path: str
    page: str
    state: State
    why: str = ""


@dataclass(frozen=True)
class AskedWord:
    """A word, the patterns of the fields that ask for it, and what is said of each."""

    code: str
    title: str
    patterns: tuple
    fields: tuple

    @property
    def is_to_mend(self):
        return any(one.state == State.TO_MEND for one in self.fields)

    @property
    def pages(self):
        """[(page, state, why)], each page once by state."""
        return list(dict.fromkeys((one.page, one.state, one.why) for one in self.fields))

    def asks(self, path):
        return any(fnmatchcase(path, pattern) for pattern in self.patterns)


def asked_words():
    """Every word, those to correct first."""
    found = [
        AskedWord(one["code"], one["title"], tuple(one["fields"]), tuple(_fields(one["forms"])))
        for one in read_data(FILE)
    ]
    return tuple(sorted(found, key=lambda one: not one.is_to_mend))


def _fields(forms):
    for path, said in forms.items():
        yield AskedField(path, said["page"], State(said["state"]), said.get("why", ""))


def counts():
    """{state: how many fields}, in the order of what is to correct first."""
    every = [one.state for word in asked_words() for one in word.fields]
    return {state: every.count(state) for state in State}
