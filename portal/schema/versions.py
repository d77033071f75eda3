"""Schema version of a database: one of another release is refused with a sentence, but that of an upgrade under way."""

import sys
from contextlib import closing, suppress
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.migrations.recorder import MigrationRecorder

BORNE = "borne-by-the-release-before"


def borne(recorded):
    """Names app.migration that the database says borne, of the rows that it has recorded."""
    return {name for app, name in recorded if app == BORNE}


def mark(connection, nodes):
    """Those of one upgrade: an earlier one's are no longer told borne by the release before it."""
    recorder = MigrationRecorder(connection)
    with transaction.atomic(using=connection.alias):
        recorder.migration_qs.filter(app=BORNE).delete()
        for node in nodes:
            recorder.record_applied(BORNE, ".".join(node))


OURS = ("portal", "labelling", "observatory", "community", "home")
BOOT_ERROR = 3  # gunicorn's own
SENTENCE = "La base vient d’une autre version du portail\u00a0: elle a reçu des migrations que ce code n’a pas ({})."
FIRST = "portal.0001_tables"  # without it, of a tree before the first installation: nothing leads here from it
FORMER = "La base vient d’un essai d’avant la première installation ({})\u00a0: aucune mise à jour ne mène à celle-ci."
DEMONSTRATION = " Lancez «\u00a0make demo-reset\u00a0», puis «\u00a0make demo\u00a0»."
ANEW = " Installez le portail dans une base neuve (docs/install.md)."
ELSEWHERE = " Remettez le code de sa version, ou restaurez une sauvegarde de celle-ci."


def unknown_migrations(connection):
    """Sorted names of ours that the database has received, that are not in the code and that it does not bear."""
    recorded = MigrationRecorder(connection).applied_migrations()
    unknown = {
        f"{app}.{name}" for app, name in recorded if app in OURS and name not in _written(app)
    }
    return sorted(unknown - borne(recorded))


def is_former(names):
    """Whether a database of these migrations, « app.name », is of a tree from which no upgrade leads here."""
    return FIRST not in names


def is_known(name):
    """Whether the code has this migration of ours, « app.name »."""
    app, _, migration = name.partition(".")
    return migration in _written(app)


def written():
    """Sorted names of all of ours that the code has."""
    return sorted(f"{app}.{name}" for app in OURS for name in _written(app))


def refusal(connection):
    """The sentence that refuses the database; "" for one of this version, older or empty."""
    names = unknown_migrations(connection)
    if not names:
        return ""
    told = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
    recorded = MigrationRecorder(connection).applied_migrations()
    is_of_former_tree = is_former(f"{app}.{name}" for app, name in recorded)
    sentence, remedy = (FORMER, ANEW) if is_of_former_tree else (SENTENCE, ELSEWHERE)
    return sentence.format(told) + (DEMONSTRATION if settings.IS_LOCAL else remedy)


@checks.register(checks.Tags.database)
def database_is_of_this_version(databases=None, **_):
    """`migrate` runs it before it looks at the migrations."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    sentence = refusal(connections[DEFAULT_DB_ALIAS])
    return [checks.Error(sentence, id="portal.E030")] if sentence else []


def stop_on_refusal():
    """For a web server: the sentence alone, then the code that stops gunicorn instead of starting workers again."""
    with suppress(DatabaseError), closing(connections[DEFAULT_DB_ALIAS]) as connection:
        if sentence := refusal(connection):
            sys.stderr.write(f"{sentence}\n")
            sys.exit(BOOT_ERROR)


def _written(app):
    folder = Path(apps.get_app_config(app).path) / "migrations"
    return {found.name for found in iter_modules([str(folder)])}
