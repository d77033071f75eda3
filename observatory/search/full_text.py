"""Full-text index of both databases: FTS5 on SQLite, tsvector and GIN on PostgreSQL, over the same stemmed roots.

Roots are ours on both sides (`portal.search.french`), so that both find the same practices: PostgreSQL has a French
dictionary, SQLite has none. Only letters and digits reach a query: no syntax can be typed. No foreign key: a test's
flush truncates tables one by one.
"""

from django.db import connection

from portal.schema import triggers

TABLE, GRAMS = "observatory_searchtext", "observatory_searchgram"
FIELDS = ("title", "tags", "summary", "often", "body", "words", "organism")
ANY = tuple(name for name in FIELDS if name != "often")  # « often » repeats roots of the others
PLAIN = "plain"  # the words of the title as written, for what is being typed
LETTER = dict(zip((*FIELDS, PLAIN), "tgsobwnp", strict=True))  # of a lexeme, on PostgreSQL
AT_ONCE = 120
FARTHEST = 16_000  # position of a lexeme
SQLITE = (
    (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5({', '.join((*FIELDS, PLAIN))}, "
        "tokenize=\"unicode61 remove_diacritics 0\", prefix='2 3')"
    ),
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {GRAMS} USING fts5(word, tokenize='trigram')",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE TABLE IF NOT EXISTS {TABLE} (rowid bigint PRIMARY KEY, vector tsvector NOT NULL)",
    f"CREATE INDEX IF NOT EXISTS {TABLE}_vector ON {TABLE} USING gin (vector)",
    (
        "CREATE INDEX IF NOT EXISTS observatory_searchword_grams ON observatory_searchword "
        "USING gin (word gin_trgm_ops)"
    ),
)


def is_postgres():
    return connection.vendor == "postgresql"


def install(connection):
    """Create the tables and indexes that Django cannot; idempotent."""
    with connection.cursor() as cursor:
        for statement in POSTGRESQL if connection.vendor == "postgresql" else SQLITE:
            cursor.execute(statement)


def remove(connection):
    """Undo `install`; the extension stays, others may use it."""
    tables = (TABLE,) if connection.vendor == "postgresql" else (TABLE, GRAMS)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {table}")


def write(rows):
    """Replace the rows [(pk, {field: roots})]."""
    erase([pk for pk, _ in rows])
    with connection.cursor() as cursor:
        if is_postgres():
            sql = f"INSERT INTO {TABLE} (rowid, vector) VALUES (%s, %s::tsvector)"  # noqa: S608 -- a name of ours
            cursor.executemany(sql, [(pk, _vector(said)) for pk, said in rows])
        else:
            names = (*FIELDS, PLAIN)
            sql = (
                f"INSERT INTO {TABLE} (rowid, {', '.join(names)}) VALUES (%s{', %s' * len(names)})"  # noqa: S608 -- names of ours
            )
            cursor.executemany(sql, [(pk, *(said[name] for name in names)) for pk, said in rows])


def erase(pks):
    """Delete at once, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in pks])  # noqa: S608 -- a name of ours


def erase_all():
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 -- a name of ours
        if not is_postgres():
            cursor.execute(f"DELETE FROM {GRAMS}")  # noqa: S608 -- a name of ours


def _vector(said):
    lexemes = [
        f"'{LETTER[name]}.{root}':{place}"
        for name in (*FIELDS, PLAIN)
        for place, root in enumerate(said[name].split()[:FARTHEST], 1)
    ]
    return " ".join(lexemes)


def postings(wanted):
    """{(fields, roots): set of pks} of practices where one of the fields holds these roots side by side.

    Each list comes as one value: a row a sheet would cost more than the search.
    """
    found, keys = {}, list(dict.fromkeys(wanted))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        lists = _lists([_query(*key) for key in part])
        found |= {key: frozenset(lists.get(n, ())) for n, key in enumerate(part)}
    return found


def _lists(queries):
    """{rank: pks} of the queries with results.

    Joined to the queries, PostgreSQL reads its index once for each: alone, it would rather read and
    unpack every vector for a common word, which it takes for free.
    """
    with connection.cursor() as cursor:
        if is_postgres():
            sql = (
                f"SELECT n - 1, array_agg(rowid) FROM unnest(%s::text[]) WITH ORDINALITY AS asked(one, n) "  # noqa: S608 -- a name of ours
                f"JOIN {TABLE} ON vector @@ one::tsquery GROUP BY n"
            )
            cursor.execute(sql, [queries])
            return dict(cursor.fetchall())
        one = f"SELECT %s, group_concat(rowid) FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608 -- a name of ours
        parameters = [value for pair in enumerate(queries) for value in pair]
        cursor.execute(" UNION ALL ".join([one] * len(queries)), parameters)
        return {n: map(int, said.split(",")) for n, said in cursor.fetchall() if said}


def _query(fields, roots):
    if is_postgres():
        said = (" <-> ".join(f"'{LETTER[name]}.{root}'" for root in roots) for name in fields)
        return " | ".join(f"({one})" for one in said)
    return f'{{{" ".join(fields)}}}: "{" ".join(roots)}"'


def beginnings(words, at_most):
    """Practices whose title holds the words and one that starts as the last; latest first."""
    whole, last = words[:-1], words[-1]
    if is_postgres():
        query = " & ".join([*(f"'p.{word}'" for word in whole), f"'p.{last}':*"])
        where = "vector @@ %s::tsquery"
    else:
        query = " AND ".join([*(f'{PLAIN}: "{word}"' for word in whole), f'{PLAIN}: "{last}" *'])
        where = f"{TABLE} MATCH %s"
    sql = f"SELECT rowid FROM {TABLE} WHERE {where} ORDER BY rowid DESC LIMIT %s"  # noqa: S608 -- names of ours
    with connection.cursor() as cursor:
        cursor.execute(sql, [query, at_most])
        return [pk for (pk,) in cursor.fetchall()]


def add_grams(words):
    """Add words to the vocabulary of corrections; PostgreSQL indexes their own table."""
    if words and not is_postgres():
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {GRAMS} (word) VALUES (%s)",  # noqa: S608 -- a name of ours
                [(f"_{word}_",) for word in words],
            )


def alike(word, at_most):
    """Words that share many trigrams with this one."""
    if is_postgres():
        sql = (
            "SELECT word FROM observatory_searchword WHERE word %% %s "
            "ORDER BY similarity(word, %s) DESC, word LIMIT %s"
        )
        parameters = [word, word, at_most]
    else:
        padded = f"_{word}_"
        grams = " OR ".join(f'"{padded[n : n + 3]}"' for n in range(len(padded) - 2))
        sql = f"SELECT trim(word, '_') FROM {GRAMS} WHERE {GRAMS} MATCH %s ORDER BY rank LIMIT %s"  # noqa: S608 -- names of ours
        parameters = [grams, at_most]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [found for (found,) in cursor.fetchall()]


triggers.register_object("search", install, remove)
