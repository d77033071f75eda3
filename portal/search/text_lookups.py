"""Text lookups of the ORM, on both databases: `name__heard` as the search reads a text, `name__french` to sort.

`name__heard__contains=plain(word)` ignores accents, case, apostrophes, hyphens and spaces. `order_by("name__french")`
sorts by the French collation of ICU, which SQLite is given at each connection. Not `db_collation`: a column with its
own collation does not join a union with another text, and a file of SQLite would no longer open without the portal.
"""

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func, TextField, Transform, Value
from django.db.models.functions import Collate, Lower, Replace

from portal.search.french import LIGATURES, plain, sort_key

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


connection_created.connect(give_to_sqlite, dispatch_uid="portal.search.text_lookups")
