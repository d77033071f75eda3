"""Stand-in of systemd for the proof: sockets held, services started by their own ExecStart lines, one at a time.

`systemctl` of the proof's PATH sends its words here and prints the answer.
"""

import contextlib
import ctypes
import json
import os
import shlex
import signal
import socket
import socketserver
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

PR_SET_MDWE = 65  # of Linux 6.3; an older one says no, and the process goes on without it

CLIENT = """#!/usr/bin/env python3
import json, socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect({address!r})
door.sendall(json.dumps(sys.argv[1:]).encode() + b"\\n")
code, said = json.loads(door.makefile().readline())
sys.stderr.write(said)
sys.exit(code)
"""


class Refused(Exception):
    """What systemctl would say, with code 1."""


class Unit:
    """The lines of a unit's file, each name with its values in order."""

    def __init__(self, folder, name):
        stem, _, ending = name.rpartition(".")
        head, at, self.instance = stem.partition("@")
        path = Path(folder) / f"{head}{at}.{ending}"
        if not path.exists():
            raise Refused(f"Unit {name} not found.\n")
        self.lines = {}
        for line in path.read_text().splitlines():
            if "=" in line and not line.startswith("#"):
                key, _, value = line.partition("=")
                self.lines.setdefault(key, []).append(value.replace("%i", self.instance))

    def get(self, key, default=""):
        return self.lines.get(key, [default])[-1]

    def seconds(self, key, default):
        value = self.get(key, str(default))
        return float(value) if value.isdigit() else default


class Units:
    """The units of a folder, and the processes that run."""

    def __init__(self, folder, units, reload):
        self.folder, self.units, self.reload = Path(folder), Path(units), reload
        self.folder.mkdir(parents=True, exist_ok=True)
        self.running, self.doors, self.lock = {}, {}, threading.Lock()
        owner, address = self, str(self.folder / "control")

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                words = json.loads(self.rfile.readline())
                self.wfile.write(json.dumps(owner.answer(words)).encode() + b"\n")

        server = socketserver.ThreadingUnixStreamServer(address, Talk)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        client = self.folder / "bin" / "systemctl"
        client.parent.mkdir()
        client.write_text(CLIENT.format(address=address))
        client.chmod(0o755)

    def answer(self, words):
        """(code, what is said) of systemctl with these words."""
        verb, names = words[0], [word for word in words[1:] if not word.startswith("-")]
        try:
            with self.lock:
                for name in names:
                    self.act(verb, name if "." in name else f"{name}.service")
        except Refused as refused:
            return 1, str(refused)
        return 0, ""

    def act(self, verb, name):
        if name.startswith("nginx"):
            self.reload()
        elif verb in ("stop", "restart"):
            self.stop(name)
        if verb in ("start", "enable", "restart") and not name.startswith("nginx"):
            self.start(name)

    def start(self, name):
        if name.endswith(".timer") or name in self.running or name in self.doors:
            return
        unit = Unit(self.units, name)
        if name.endswith(".socket"):
            host, _, port = unit.get("ListenStream").partition(":")
            self.doors[name] = socket.create_server((host, int(port)), backlog=2048)
        else:
            self._launch(name, unit)

    def _launch(self, name, unit):
        notice = self.folder / f"{name}.notify"
        notice.unlink(missing_ok=True)
        ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ready.bind(str(notice))
        door = self.doors.get(unit.get("Sockets"))
        command = shlex.split(unit.get("ExecStart"))
        env = _plain() | read(unit.get("EnvironmentFile")) | {"NOTIFY_SOCKET": str(notice)}
        if door:
            env["LISTEN_FDS"] = "1"
            command = ["sh", "-c", 'LISTEN_PID=$$ exec "$@"', "sh", *command]
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=unit.get("WorkingDirectory"),
                env=env,
                stdout=log,
                stderr=log,
                umask=0o027,
                stdin=subprocess.DEVNULL,
                close_fds=False,
                start_new_session=True,
                preexec_fn=partial(_enter, door, unit),
            )
        with ready:
            self._settle(name, unit, process, ready)

    def _settle(self, name, unit, process, ready):
        """Ready as its type says: told by the process, ended well, or begun."""
        kind, patience = unit.get("Type", "simple"), unit.seconds("TimeoutStartSec", 90)
        if kind == "oneshot":
            if process.wait():
                raise Refused(f"Job for {name} failed.\n")
            return
        end = time.monotonic() + patience
        ready.settimeout(0.2)
        while kind == "notify":
            if process.poll() is not None or time.monotonic() > end:
                _end(process)
                raise Refused(f"Job for {name} failed: see {self.folder / name}.log\n")
            try:
                if b"READY=1" in ready.recv(4096):
                    break
            except TimeoutError:
                continue
        self.running[name] = (process, unit)

    def stop(self, name):
        process, unit = self.running.pop(name, (None, None))
        if process:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(unit.seconds("TimeoutStopSec", 90))
            except subprocess.TimeoutExpired:
                sys.stdout.write(f"       {name} ne s’arrête pas : arrêté de force\n")
            _end(process)

    def close(self):
        for name in list(self.running):
            self.stop(name)
        for door in self.doors.values():
            door.close()
        self.doors.clear()


def _enter(door, unit):
    """In the child, before its program: the socket where systemd lays it, and memory that is written is not run."""
    if door:
        os.dup2(door.fileno(), 3)
    if unit.get("MemoryDenyWriteExecute") == "yes":
        ctypes.CDLL(None).prctl(PR_SET_MDWE, 1, 0, 0, 0)


def _end(process):
    """What is left of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _plain():
    """What a service inherits: nothing of the shell that asked."""
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent"}


def read(path):
    """{name: value} of an EnvironmentFile."""
    lines = (line.partition("=") for line in Path(path).read_text().splitlines())
    return {name: value.strip('"') for name, _, value in lines if value and name[0] != "#"}
