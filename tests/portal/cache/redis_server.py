"""Redis or Valkey of the tests: started, stopped, made to hang."""

import os
import shutil
import signal
import socket
import subprocess
import time

import pytest

SERVER = shutil.which("redis-server") or shutil.which("valkey-server")
IS_CI = os.environ.get("CI") == "true"
MISSING = "Redis ou Valkey est introuvable : « apt-get install redis-server » (Debian)."


def wanted():
    """Leave the test out where there is none, but fail it where everything is to be tried."""
    if SERVER is None:
        missing(MISSING)


def missing(reason):
    pytest.fail(reason) if IS_CI else pytest.skip(reason)


class Server:
    """One on a port of its own, that keeps nothing or a copy on disk."""

    def __init__(self, folder, *options):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder, self.options, self.process = folder, options, None

    @property
    def address(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        told = {"--port": self.port, "--dir": self.folder, "--bind": "127.0.0.1"}
        command = [SERVER, *(str(word) for pair in told.items() for word in pair)]
        # Its allocator does not start under the library of faketime, whose day it has no use for.
        env = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
        command += self.options
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=env)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("the server does not start")

    def signal(self, number):
        os.kill(self.process.pid, number)

    def stop(self):
        if self.process:
            self.signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
