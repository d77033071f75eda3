"""Dump and load of PostgreSQL by its own tools, of one snapshot; temporary databases of a drill."""

import os
import re
import secrets
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.db import DatabaseError, connection, transaction

from portal.backup import BackupError

CODE = "postgresql"
DRILL, ONE_DRILL = (
    "essai_restauration_",
    0x5141_6472,
)  # the prefix of its databases; the lock of a drill
NO_CREATEDB = (
    "Le rôle de DATABASE_URL ne peut pas créer la base d’essai\u00a0: lancez la commande avec un rôle qui a CREATEDB "
    "({})."
)


def check_tools(*names):
    """BackupError when a tool is missing, or too old for the server."""
    server = connection.pg_version // 10_000
    for name in names:
        path = shutil.which(name)
        if path is None:
            raise BackupError(
                f"{name} est introuvable\u00a0: installez postgresql-client-{server}, ou plus récent."
            )
        command = [path, "--version"]
        said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- ours
        found = re.search(r"\) (\d+)", said.stdout)
        if not found or int(found[1]) < server:
            version = found[1] if found else "inconnue"
            raise BackupError(
                f"{name} est de la version {version}, le serveur de la {server}\u00a0: "
                f"installez postgresql-client-{server}."
            )


def unhurried():
    connection.unhurried()


def size():
    """Bytes that a dump takes, about: it is compressed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 4")
        return cursor.fetchone()[0]


@contextmanager
def snapshot():
    """What is read inside is of one instant, which `dump` reads too; nothing can be written."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


@contextmanager
def dump(instant):
    """The stream of a dump of that snapshot; the tool's failure is raised with the block."""
    command = ["pg_dump", "--format=custom", f"--snapshot={instant}", f"--dbname={_name()}"]
    with tempfile.TemporaryFile() as said:
        process = _started(command, stdout=subprocess.PIPE, stderr=said)
        try:
            yield process.stdout
        except BaseException:
            process.kill()
            raise
        finally:
            process.stdout.close()
            code = process.wait()
        if code:
            raise BackupError(f"pg_dump n’a pas fini\u00a0: {_last_line(said)}")


def load(pieces):
    """All of a dump, or nothing: one transaction."""
    check_tools("pg_restore")
    command = ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner"]
    command += ["--no-privileges", "--no-comments", f"--dbname={_name()}"]
    with tempfile.TemporaryFile() as said:
        process = _started(command, stdin=subprocess.PIPE, stderr=said)
        try:
            for piece in pieces:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it has said why
        except BaseException:
            process.kill()  # before its input ends: it would keep what it has
            process.wait()
            raise
        finally:
            with suppress(OSError):
                process.stdin.close()
        if process.wait():
            raise BackupError(
                f"pg_restore n’a rien gardé\u00a0: {_last_line(said)} La base est restée vide."
            )
    unhurried()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def temporary_database(_folder):
    """The address of an empty database of the same server, dropped after; what a killed drill left goes first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_DRILL])
        if not cursor.fetchone()[0]:
            raise BackupError("Un autre essai de restauration est en cours\u00a0: attendez sa fin.")
        try:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{DRILL}%"])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            name = f"{DRILL}{secrets.token_hex(6)}"
            try:
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
            except DatabaseError as error:
                raise BackupError(NO_CREATEDB.format(str(error).splitlines()[0])) from error
            try:
                yield _address(name)
            finally:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_DRILL])


def sequences_behind():
    """Sequences whose next number is taken already: « table.column »."""
    behind = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for found in connection.introspection.get_sequences(cursor, table):
                column = found["column"]
                cursor.execute(
                    f"SELECT COALESCE(max({connection.ops.quote_name(column)}), 0) > "  # noqa: S608 -- names of the schema
                    f"COALESCE((SELECT last_value FROM {found['name']}), 0) "
                    f"FROM {connection.ops.quote_name(table)}"
                )
                if cursor.fetchone()[0]:
                    behind.append(f"{table}.{column}")
    return behind


def trigger_names(cursor):
    cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
    return {name for (name,) in cursor.fetchall()}


def _name():
    return connection.settings_dict["NAME"]


def _started(command, **streams):
    """The tool, which finds the server by its variables: a password is in no list of processes."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(connection.settings_dict[key] or "") for name, key in names.items()}
    given["PGCONNECT_TIMEOUT"] = str(connection.settings_dict["OPTIONS"].get("connect_timeout", ""))
    env = os.environ | {name: value for name, value in given.items() if value}
    env.pop("PGOPTIONS", None)
    try:
        return subprocess.Popen(command, env=env, **streams)  # noqa: S603 -- no shell, our arguments
    except OSError as error:
        raise BackupError(f"{command[0]} ne se lance pas ({error.strerror}).") from error


def _last_line(said):
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "sans dire pourquoi."


def _address(name):
    """As DATABASE_URL says it."""
    facts = connection.settings_dict
    who = ":".join(quote(facts[key], safe="") for key in ("USER", "PASSWORD") if facts[key])
    host, port = str(facts["HOST"] or ""), str(facts["PORT"] or "")
    if host.startswith("/"):
        asked = f"?host={quote(host)}" + (f"&port={port}" if port else "")
        return f"postgres://{who}@/{name}{asked}"
    return f"postgres://{who}@{host}{':' if port else ''}{port}/{name}"
