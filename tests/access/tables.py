"""Contents of every table of ours, row by row, to show that reading a page writes nothing."""

from django.apps import apps
from django.db import connection

# What a visit leaves by nature: sessions and devices, the last visit, keys of forms sent once.
LEFT_BY_A_VISIT = {"django_session", "usersessions_usersession", "wagtailusers_userprofile"}
LEFT_BY_A_VISIT |= {"portal_oncekey"}
# The CMS notes who has a page open, to warn two editors of each other, and who follows its comments.
LEFT_BY_A_VISIT |= {"wagtailadmin_editingsession", "wagtailcore_pagesubscription"}
# BR-79: taking a file of the kit is a GET, and leaves its line in the register of downloads.
LEFT_BY_A_VISIT |= {"labelling_assetdownload"}
# A page of what is followed notes when it was last read: one line a person and thing.
LEFT_BY_A_VISIT |= {"portal_visit"}
VOLATILE = {"portal_user": "last_seen_at"}


def rows():
    """{table: its rows}, of every installed model."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if model._meta.managed and not model._meta.proxy and table not in LEFT_BY_A_VISIT:
            columns = [f.column for f in model._meta.local_concrete_fields]
            columns = [c for c in columns if c != VOLATILE.get(table)]
            found[table] = _read(table, columns)
    return found


def _read(table, columns):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(table)}")
        return cursor.fetchall()


def changes(before):
    """The tables whose rows are not what they were, in whatever order they come."""
    now = rows()
    moved = [table for table, held in before.items() if now[table] != held]
    return [
        table
        for table in moved
        if sorted(map(repr, now[table])) != sorted(map(repr, before[table]))
    ]
