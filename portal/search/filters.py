"""Text filters of lists: words heard as the members' search reads them, and nearly spelt when no row holds them."""

from functools import reduce
from itertools import chain
from operator import and_, or_

from django.db.models import Q

from portal.search.french import plain
from portal.search.rows import AT_MOST
from portal.search.spelling import respelt
from portal.web.forms import Filter


def heard(text, *texts):
    """The Q of the rows of which a text holds each word, whatever its accents, case and signs.

    A text is a field, or several that are read as one: the first and last names of a person.
    """
    words = [bare for word in text.split() if (bare := plain(word))]
    if not words:
        return Q(pk__in=())
    return reduce(or_, (reduce(and_, (_holds(one, word) for word in words)) for one in texts))


def _holds(text, word):
    return reduce(or_, (Q(**{f"{field}__heard__contains": word}) for field in _fields(text)))


def _fields(text):
    return (text,) if isinstance(text, str) else text


class TextFilter(Filter):
    """The filters of a list; one is looked for in the `texts` of its rows."""

    texts = ()
    typed = "q"  # the field of what is looked for

    def condition(self, text):
        return heard(text, *self.texts)

    def names(self, rows, *texts):
        """The texts of the rows that a near spelling is taken from."""
        fields = chain.from_iterable(map(_fields, texts or self.texts))
        read = rows.order_by().values_list(*fields).distinct()[:AT_MOST]
        return filter(None, chain.from_iterable(read))

    def hear(self, rows):
        """The rows that hold what is typed; when none does, those that hold what is spelt nearly so."""
        text = self.cleaned_data.get(self.typed)
        if not text:
            return rows
        found = rows.filter(self.condition(text))
        near = "" if found.exists() else self.nearest(self.names(rows))
        return rows.filter(self.condition(near)) if near else found

    def nearest(self, names):
        """What is typed, as these names spell it, or ""; the field says it."""
        text = self.cleaned_data[self.typed]
        if near := respelt(text, names):
            said = f"Rien ne s’écrit «\u00a0{text}\u00a0»\u00a0: voici «\u00a0{near}\u00a0»."
            self[self.typed].help_text = said  # of the field as it is shown, which was cleaned
        return near
