"""Extract of a long practice: the cluster finds the passage, the text shown is the database's."""

import re

from observatory.search.documents import BODY
from observatory.search.highlights import LONGEST

OPEN, CLOSE = "\ue000", "\ue001"  # of nobody's text
FIELD = "body"


def highlighted(search, plan, question):
    """Asks for the passage with most of the typed words and their synonyms."""
    if not plan.wanted:
        return search
    words = {
        "match": {
            FIELD: (plan.corrected or question.text)[:200].encode("utf-8", "replace").decode()
        }
    }
    return search.highlight_options(pre_tags=[OPEN], post_tags=[CLOSE], order="score").highlight(
        FIELD, number_of_fragments=1, fragment_size=LONGEST, highlight_query=words
    )


def extract(marker, practice, passage):
    """The summary or the passage if it holds all the words; else the better of the two.

    The passage of an index that is behind is not shown: it must be in the sheet as it is now.
    """
    wanted = {number for said in marker.by_first.values() for _, number in said}
    if not wanted or wanted == _held(marker, practice.summary):
        return marker.extract(practice)
    text = re.sub(f"[{OPEN}{CLOSE}]", "", passage).strip()
    if not text or wanted != _held(marker, text) or text not in _body(practice):
        return marker.extract(practice)
    return (("… ", False), *marker.pieces(" ".join(text.split())), (" …", False))


def _held(marker, text):
    return {number for _, _, number in marker.found(text)}


def _body(practice):
    return "\n".join(filter(None, (getattr(practice, name) for name in BODY)))
