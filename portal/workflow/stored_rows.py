"""Stored row of a thing, with what every step reads of it: read at each act, its query written once a process.

A dossier with its organism and its rules is a hundred columns: the ORM takes ten times as long to write the
query as the database to answer.
"""

from functools import lru_cache

from django.db import connection, models
from django.db.models.query import get_related_populators

SOME_KEY = -7_000_000_017  # no row's


def stored(thing):
    """The row as it is now, without a lock; raises the model's DoesNotExist."""
    model, key = type(thing), thing.pk
    build, sql, params = _statement(connection.alias, model)
    with connection.cursor() as cursor:
        cursor.execute(sql, [key if one == SOME_KEY else one for one in params])
        found = cursor.fetchall()
    for row in build(found):
        return row
    raise model.DoesNotExist(f"{model._meta.label} {key}")


def rows_of(model):
    """The rows of a model, with those that every step reads of each."""
    rows = model._base_manager.all()
    return rows.select_related(*model.read_with) if model.read_with else rows


@lru_cache(maxsize=256)
def _statement(alias, model):
    """(what makes objects of its rows, SQL, parameters) of the query as the ORM writes it."""
    compiler = rows_of(model).filter(pk=SOME_KEY).query.get_compiler(alias)
    sql, params = compiler.as_sql()
    return _builder(compiler, alias), sql, params


def _builder(compiler, alias):
    """As the ORM makes objects of what this compiler selects."""
    own = compiler.klass_info["select_fields"]
    start, end = own[0], own[-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[start:end]]
    model, mode = compiler.klass_info["model"], models.FETCH_ONE
    related = get_related_populators(compiler.klass_info, compiler.select, alias, mode)
    converters = compiler.get_converters([column for column, *_ in compiler.select])

    def build(found):
        for row in compiler.apply_converters(found, converters) if converters else found:
            thing = model.from_db(alias, names, row[start:end], fetch_mode=mode)
            for one in related:
                one.populate(row, thing)
            yield thing

    return build
