"""Register of the texts whose revisions are kept: what they are of, who reads them, how one is written again."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.http import urlencode

from portal import access

TEXTS = {}


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text of a kind of thing, or one of each of its parts (a criterion, an action of the plan).

    `readers` are those who may write it, as visibilities of the thing: nobody else reads what was not filed.
    `write(thing, part, text, by=…)` writes an older text again by the very action of the form, and raises what
    it raises; `may_write(user, thing)` tells whether to offer it; `address(thing, part)` is the page of the text.
    """

    code: str
    model: type[Model]
    label: str
    readers: tuple
    write: Callable
    may_write: Callable
    address: Callable
    part_label: str = ""  # « Critère {} »
    field: str = ""  # of the model, where a form of the model writes it

    def title(self, part=""):
        """« Ce que nous faisons, critère T01.1 »."""
        return (
            f"{self.label}, {self.part_label.format(part)}"
            if self.part_label and part
            else self.label
        )

    def history(self, thing, part=""):
        """The address of its revisions; a part of the thing is named there."""
        asked = f"?{urlencode({'partie': part})}" if part else ""
        return reverse("text_history", args=[thing.pk, self.code]) + asked

    def condition(self, user):
        """The Q of the things whose revisions `user` reads, or access.NONE."""
        found = [one.condition(self.model, user) for one in self.readers]
        found = [
            one.as_q() if isinstance(one, access.Bound) else one
            for one in found
            if one is not access.NONE
        ]
        if access.ALL in found:
            return Q()
        return reduce(or_, found) if found else access.NONE

    def things(self, user):
        """The rows whose revisions of this text `user` reads."""
        seen = self.condition(user)
        rows = self.model.objects.visible_to(user)
        return rows.none() if seen is access.NONE else rows.filter(seen)


def register_text(text):
    """Declare it; what its forms write is then recorded under its code."""
    TEXTS[text.code] = text
    return text


def of_fields(model):
    """{field: Text} of those that the forms of a model write."""
    return {text.field: text for text in TEXTS.values() if text.field and text.model is model}
