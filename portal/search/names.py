"""Names found in a text: of people and organisms whom it must not tell."""

import re

from portal.search.french import fold

SHORTEST = 3  # letters of a name that is looked for


def names_in(text, names):
    """Names found in `text` as whole words; one contained in another found name is left out."""
    folded = fold(text)
    found = [name for name in names if len(name) >= SHORTEST and _holds(folded, fold(name))]
    return [name for name in dict.fromkeys(found) if not _is_in_another(name, found)]


def _holds(text, name):
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _is_in_another(name, found):
    """« Arnaud » is part of « Alice Arnaud »."""
    return any(name != other and name in other for other in found)
