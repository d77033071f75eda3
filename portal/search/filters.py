"""Text filters of lists: words heard as the members' search reads them, and nearly spelt when no row holds them."""

from functools import reduce
from itertools import chain
from operator import and_, or_

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func, Q, TextField, Transform, Value
from django.db.models.functions import Collate, Lower, Replace

from portal.search.french import LIGATURES, plain, sort_key
from portal.search.listing import AT_MOST
from portal.search.spelling import respelt
from portal.web.forms import Filter

FRENCH = "fr-x-icu"


class French(Collate, Transform):
    """A text sorted as in a French dictionary: an accent stands with its letter."""

    lookup_name = "french"

    def __init__(self, expression):
        super().__init__(expression, FRENCH)


class Heard(Transform):
    """`plain`, in the database."""

    lookup_name = "heard"
    function = "HEARD"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **_):
        text = Lower(French(*self.get_source_expressions()))
        for sign, letters in LIGATURES.items():
            text = Replace(text, Value(sign), Value(letters))
        text = Func(text, template="NORMALIZE(%(expressions)s, NFKD)", output_field=TextField())
        bare = Func(text, Value(r"[\W_]"), Value(""), Value("g"), function="REGEXP_REPLACE")
        return compiler.compile(bare)


for field in (CharField, TextField):
    field.register_lookup(French)
    field.register_lookup(Heard)


def _compare(one, other):
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


def _plain_or_null(text):
    return None if text is None else plain(str(text))


def give_to_sqlite(connection, **_):
    """What PostgreSQL has by itself."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(FRENCH, _compare)
        connection.connection.create_function("HEARD", 1, _plain_or_null, deterministic=True)


connection_created.connect(give_to_sqlite, dispatch_uid="portal.search.filters")


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
