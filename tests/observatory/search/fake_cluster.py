"""Fake Elasticsearch cluster on this machine; or a real one when its URL is given."""

import os
import secrets
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from observatory.search.elastic import cluster

REAL = os.environ.get(
    "VERIFY_ELASTICSEARCH", ""
).strip()  # the address of a cluster, without an index
IS_THOROUGH = "THOROUGH" in os.environ  # as make test-all says
IS_CI = os.environ.get("CI") in ("true", "1")
PATIENCE = 20  # seconds
PREFIX = "essai_"
LEFT = 3_600  # seconds after which an index of a run is nobody's


def step(engine):
    """Of a list of expressions, one in how many is asked of this engine: the stand-in is slow."""
    return 3 if engine.name == "elasticsearch" and not (REAL or IS_THOROUGH) else 1


def binary():
    """The program of the stand-in; None when it is not installed. Its script would leave an orphan."""
    try:
        import noida_db  # noqa: PLC0415 -- absent on a machine that has no wheel of it
    except ImportError:
        return None
    name = "noida-db.exe" if os.name == "nt" else "noida-db"
    found = Path(noida_db.__file__).parent / name
    return found if found.is_file() else None


def own_index(url):
    """The same address with an index of these tests alone."""
    parts = urlsplit(url)
    return urlunsplit(
        parts._replace(path=f"{parts.path.rstrip('/')}/{PREFIX}{secrets.token_hex(4)}")
    )


class Double:
    """`with Double() as url:` the process lives until the end of the block."""

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder = tempfile.TemporaryDirectory(prefix="portail-search-")
        named = ["--only", "elasticsearch", "--elasticsearch-port", str(port)]
        self.process = subprocess.Popen(
            [binary(), "start", *named, "--data-dir", self.folder.name],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _wait(port)
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


def _wait(port):
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def clean(url):
    """Take away what the tests made on a cluster."""
    indices = cluster.client(url).indices
    for name in indices.get(index=f"{cluster.alias(url)}_v*", ignore_unavailable=True):
        indices.delete(index=name)


def sweep(url, older=LEFT, prefix=PREFIX):
    """Take away the indexes of runs that were killed: theirs by their name, old by the cluster's own date."""
    indices = cluster.client(url).indices
    for name, said in indices.get(index=f"{prefix}*", ignore_unavailable=True).items():
        made = int(said["settings"]["index"]["creation_date"]) / 1000
        if time.time() - made > older:
            indices.delete(index=name)


def end_as_if_interrupted():
    """A run that is told to end takes its index away, as after Ctrl-C; a shell's child may ignore SIGINT."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _interrupt(*_):
    raise KeyboardInterrupt
