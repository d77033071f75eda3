"""PgBouncer of the tests: a transaction pooler in front of a throw-away PostgreSQL, on loopback."""

import contextlib
import os
import shutil
import socket
import subprocess

from tests import postgres
from tests.portal.cache.redis_server import missing
from tests.portal.ops.machines import until

SERVER = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
MISSING = "PgBouncer est introuvable : « apt-get install pgbouncer » (Debian, Ubuntu)."
CONFIGURATION = """
[databases]
portail = host={base} dbname=portail
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 3
max_prepared_statements = {prepared}
"""


def wanted():
    """Leave the test out where there is none, but fail it where everything is to be tried."""
    if SERVER is None:
        missing(MISSING)


@contextlib.contextmanager
def opened(base, prepared, role):
    """Its port, for this role of a server (`under_load.database`); `prepared` is its `max_prepared_statements`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = base.home / f"pooler-{port}"  # who runs the server reads it
    folder.mkdir()
    told = {"base": base.home, "port": port, "folder": folder, "prepared": prepared}
    (folder / "users").write_text(f'"{role}" ""\n')
    (folder / "ini").write_text(CONFIGURATION.format(**told))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [SERVER, folder / "ini"], stdout=log, stderr=log, **postgres.borrowed_user()
        )
    try:
        until(lambda: socket.create_connection(("127.0.0.1", port), 1).close() is None)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
