"""Sentences of a règlement d’usage: duties and prohibitions of each support, with blanks to fill."""

import re
from pathlib import Path

from django.core.exceptions import ValidationError

from portal.core.data_files import read_data
from portal.ui import words

SOURCE = Path(__file__).parents[2] / "data" / "brand" / "usages.yaml"
VARIANTS = ("engaged", "labelled", "mention")
BLANKS = ("organisme", "début", "fin", "label", "mention")
BLANK = re.compile(r"\{([^{}]*)\}")
KNOWN = ", ".join(f"{{{name}}}" for name in BLANKS)


def shipped():
    """{note, mentions, forbidden} of the demonstration: to be read only."""
    return read_data(SOURCE)


def for_engaged():
    return list(shipped()["mentions"]["engaged"])


def for_labelled():
    return list(shipped()["mentions"]["labelled"])


def for_mention():
    return list(shipped()["mentions"]["mention"])


def forbidden():
    return list(shipped()["forbidden"])


def valid_sentences(value):
    """ValidationError unless it is a list of sentences whose blanks are all known."""
    if not isinstance(value, list) or not all(
        isinstance(one, str) and one.strip() for one in value
    ):
        raise ValidationError("Écrivez une phrase par ligne.")
    for line in value:
        unknown = [name for name in BLANK.findall(line) if name not in BLANKS]
        if unknown or re.search(r"[{}]", BLANK.sub("", line)):
            said = f"{{{unknown[0]}}}" if unknown else "une accolade seule"
            raise ValidationError(
                f"« {line[:60]} »\u00a0: {said} ne sera remplacé par rien. Entre accolades, écrivez {KNOWN}."
            )


def filled(line, values):
    """The sentence with its blanks filled; what a licence has not is left empty."""
    return words.fill(line, {name: values.get(name, "") for name in BLANKS})
