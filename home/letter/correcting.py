"""Correction of a letter already sent: what the site shows of it changes, says the day and why; its mails do not."""

from dataclasses import dataclass
from itertools import groupby

from home.letter.composing import reserved_place
from home.letter.models import LetterCorrection, LetterIssue
from home.letter.rules import dircom
from portal.core import clock
from portal.workflow import Forbidden, Problem, Refused, acting

OPENING = 0  # the number of what opens the letter: its subject and its first words
EFFECTS = (
    "La page de la lettre montre ce texte, la date et le motif de la correction.",
    "Les courriels déjà partis ne changent pas.",
)
NOT_SENT = Problem("not_sent", "Cette lettre n’est pas partie\u00a0: elle se modifie encore.")


@dataclass
class Shown:
    """What the site shows of a letter: as it left, less what was corrected since."""

    subject: str
    intro: str
    items: list
    corrections: list

    @property
    def sections(self):
        """[(heading, [items])] in the order of the letter."""
        rows = groupby(self.items, key=lambda item: item.get_kind_display())
        return [(kind, list(items)) for kind, items in rows]


def shown(issue):
    """The last correction of each item counts; two queries, or none where both are prefetched."""
    corrections = list(issue.corrections.all())
    last = {one.number: one for one in corrections}
    items = [item for item in issue.items.all() if _correct(item, last.get(item.number))]
    opening = last.get(OPENING)
    subject, intro = (opening.title, opening.text) if opening else (issue.subject, issue.intro)
    return Shown(subject, intro, items, corrections)


def _correct(item, correction):
    """Whether it is still shown; its facts are those of its correction, on this copy alone."""
    if correction is None:
        return True
    item.title, item.text, item.url = correction.title, correction.text, correction.url
    return not correction.is_removed


def facts_shown(issue, item):
    """What the form begins with: what the site shows now of this item, or of the opening."""
    now = shown(issue)
    if item is None:
        return {"title": now.subject, "text": now.intro}
    last = [one for one in now.corrections if one.number == item.number][-1:]
    names = ("title", "text", "url")
    facts = {name: getattr((last or [item])[0], name) for name in names}
    return facts | {"is_removed": bool(last) and last[0].is_removed}


def refuse_unless_sent(issue, user):
    """Raises Forbidden or Refused, with its sentence, unless `user` may correct this letter now."""
    if not dircom(user, issue):
        raise Forbidden(
            Problem("forbidden", f"Seule {dircom.label} corrige la lettre."), thing=issue
        )
    if issue.state != LetterIssue.State.SENT:
        raise Refused(NOT_SENT, thing=issue)


def correct(issue, number, facts, *, by, reason, expected_version=None):
    """`facts` are those of a LetterCorrection: what the site shows from now on of the item, or of the opening."""
    told = {
        "act": "correct",
        "sentence": "a corrigé la lettre sur le site",
        "reason": reason,
        "data": {"number": number},
    }
    with acting(issue, by=by, expected_version=expected_version, **told) as current:
        refuse_unless_sent(current, by)
        if problem := reserved_place(facts["title"], facts["text"], facts.get("url", "")):
            raise Refused(problem)
        LetterCorrection.objects.create(
            issue=current, number=number, reason=reason, corrected_at=clock.now(), **facts
        )
