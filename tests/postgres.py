"""Temporary PostgreSQL: `python tests/postgres.py COMMAND…` runs COMMAND with DATABASE_URL set to it.

The server listens on a Unix socket in a temporary folder, keeps nothing on disk (fsync off)
and ends with the command. Root may not run PostgreSQL: it lends the server to another user.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OLDEST = 15
MISSING = (
    f"PostgreSQL {OLDEST} ou plus récent est introuvable : « sudo apt-get install postgresql » "
    "(Debian, Ubuntu) ou « brew install postgresql » (macOS)."
)
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
# Nothing is analysed but what a test says: tables that were empty between two tests are not so in the next one.
SPEED = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=256MB",
    "autovacuum=off",
    "deadlock_timeout=100ms",
)


class Missing(Exception):
    """No usable PostgreSQL on this machine."""


def version(folder):
    """Major version of the server in this folder; 0 when there is none that runs."""
    server = folder / "postgres"
    if not server.exists() or not (folder / "initdb").exists():
        return 0
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)(\.\d+|devel|beta|rc)", said)
    return int(found[1]) if found else 0


def binaries():
    """The newest PostgreSQL of PATH and of the usual folders, which PATH seldom names."""
    folders = [
        Path(folder).resolve() for pattern in FOLDERS for folder in Path("/").glob(pattern[1:])
    ]
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).resolve().parent)
    best = max(folders, key=version, default=None)
    if best is None or version(best) < OLDEST:
        raise Missing(MISSING)
    return best


def borrowed_user():
    """Who runs the server, as arguments of Popen: nobody in particular, unless we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Missing("Lancez la commande sous un autre utilisateur que root : PostgreSQL refuse root.")


def initialise(folder, data, user):
    locale = ["--locale=C.UTF-8"] if sys.platform == "linux" else ["--locale=en_US.UTF-8"]
    command = [
        folder / "initdb",
        "--no-sync",
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        *locale,
        "-D",
        data,
    ]
    made = subprocess.run(
        command, capture_output=True, text=True, cwd=data.parent, check=False, **user
    )
    if made.returncode:
        raise Missing(f"PostgreSQL n’a pas pu préparer sa base : {made.stderr.strip()}")


def wait_until_ready(server, folder, home, user, seconds=30):
    """Ready when it makes our database: more than a socket that answers."""
    command = [folder / "createdb", "-h", home, "-U", "postgres", "portail"]
    end = time.monotonic() + seconds
    while subprocess.run(command, capture_output=True, cwd=home, check=False, **user).returncode:
        if server.poll() is not None or time.monotonic() > end:
            raise Missing(f"PostgreSQL ne démarre pas : {(home / 'log').read_text()[-2000:]}")
        time.sleep(0.1)


def without_faketime(environ):
    """Under faketime (Debian) the server's own timers never ring: a lock would be waited for, for ever."""
    return {name: value for name, value in environ.items() if name != "LD_PRELOAD"}


@contextlib.contextmanager
def server():
    """Start a server, yield (DATABASE_URL, process), stop it and remove its folder."""
    folder, user = binaries(), borrowed_user()
    home = Path(
        tempfile.mkdtemp(prefix="portail-pg-", dir="/tmp")
    )  # a socket path is short: 103 bytes
    if user:
        os.chown(home, user["user"], user["group"])
    process = None
    try:
        data = home / "data"
        initialise(folder, data, user)
        options = [argument for option in SPEED for argument in ("-c", option)]
        command = [folder / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=", *options]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=home,
                start_new_session=True,
                env=without_faketime(os.environ),
                **user,
            )
        wait_until_ready(process, folder, home, user)
        yield f"postgres://postgres@/portail?host={home}", process
    finally:
        if process:
            process.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a checkpoint
            process.wait(timeout=20)
        shutil.rmtree(home, ignore_errors=True)


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with server() as (url, _):
            return subprocess.run(
                command, env={**os.environ, "DATABASE_URL": url}, check=False
            ).returncode
    except Missing as reason:
        sys.stderr.write(f"{reason}\n")
        return 69  # EX_UNAVAILABLE


if __name__ == "__main__":
    if sys.argv[1:] == ["--available"]:
        try:
            binaries()
        except Missing as reason:
            sys.exit(str(reason))
    else:
        sys.exit(main(sys.argv[1:]))
