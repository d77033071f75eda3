"""Review of facts about the label: a page shows only the text that the référent has approved, word for word.

The text is what is approved, not the row of the revision: an autosave may overwrite an approved revision, and
going back to an approved text needs no second review.
"""

import hashlib
import json
import re
from collections import Counter
from contextlib import suppress
from difflib import SequenceMatcher

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

from home.checks.reading import words

# What the page carries about itself, which is no text; `slug` has its own rule (home.guards).
BOOKKEEPING = {field.name for field in Page._meta.fields} - {
    "title",
    "seo_title",
    "search_description",
}
BOOKKEEPING |= {"pk", "page_ptr", "wagtail_admin_comments", "holds_facts", "view_restrictions"}
KEYS = {"pk", "id", "page", "sort_order"}
PARAGRAPH_KEY = re.compile(r' data-block-key="[^"]*"')
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
FIGURE = re.compile(r"\d|^(?:" + "|".join(MONTHS) + r")$", re.I)
MOST_WORDS = 12  # of a correction: beyond, it is another text

TO_READ = (
    "Cette page porte des faits sur le label\u00a0: le référent label vérifie ce texte avant qu’il soit "
    "publié. Soumettez-la à relecture, ou dites en quoi la correction est sans effet sur les faits."
)
NEW_FIGURES = (
    "La correction change un chiffre ou une date ({})\u00a0: soumettez la page à relecture, le référent "
    "label vérifie."
)
TOO_MANY = (
    "La correction change {} mots\u00a0; au-delà de {}, soumettez la page à relecture, le référent label "
    "vérifie."
)
NEVER_READ = "Cette page n’a encore jamais été publiée\u00a0: soumettez-la à relecture, le référent label vérifie."


def digest(data):
    """SHA-256 of a page's content, from `serializable_data()` or a revision."""
    said = {name: bare(value) for name, value in data.items() if name not in BOOKKEEPING}
    text = json.dumps(said, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def bare(value):
    """Content without the keys set by a publication, the block editor or a paragraph."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if k not in KEYS}
    if isinstance(value, list):
        return [bare(one) for one in value]
    if not isinstance(value, str):
        return value
    if value.startswith('[{"'):  # a stream of blocks is kept as its JSON
        with suppress(ValueError):
            return bare(json.loads(value))
    return PARAGRAPH_KEY.sub("", value)


def correction_problem(live, version):
    """Why a « correction sans effet » is refused, or None: compared word by word."""
    if not live.live:
        return NEVER_READ
    before, after = words(live), words(version)
    moved = Counter(filter(FIGURE.search, before))
    moved.subtract(filter(FIGURE.search, after))
    figures = sorted(word for word, count in moved.items() if count)
    if figures:
        return NEW_FIGURES.format(", ".join(figures[:5]))
    changed = sum(
        max(b - a, d - c)
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if kind != "equal"
    )
    return TOO_MANY.format(changed, MOST_WORDS) if changed > MOST_WORDS else None
