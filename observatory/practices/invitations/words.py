"""Check that a practice no longer repeats the words of an audit or of the committee, which are never published."""

import re

from observatory.practices.invitations.models import CONFIDENTIAL

RUN = 8  # consecutive words taken as such
WORD = re.compile(r"\w+")
CHECKED = (
    "title",
    "summary",
    "context",
    "objectives",
    "description",
    "steps",
    "partners",
    "tenants_role",
    "results",
    "difficulties",
    "success_factors",
    "points_of_vigilance",
    "reproduction",
)


def to_rewrite(practice):
    """Names of the fields that still repeat the words of a confidential invitation."""
    root = practice.aggregate
    if root.origin not in CONFIDENTIAL or not hasattr(root, "invitation"):
        return []
    told = _words(root.invitation.noticed)
    return [name for name in CHECKED if repeats(_words(getattr(practice, name)), told)]


def repeats(text, told):
    """Whether the text holds eight of these words in a row (all of them when fewer)."""
    size = min(RUN, len(told))
    if not size or size < 3:
        return False
    runs = {tuple(told[i : i + size]) for i in range(len(told) - size + 1)}
    return any(tuple(text[i : i + size]) in runs for i in range(len(text) - size + 1))


def _words(text):
    return WORD.findall(text.casefold())
