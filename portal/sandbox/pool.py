"""Process pool for files: a preloaded parent that forks a child, with limits, for each file."""

import atexit
import os
import signal
import socket
import struct
import subprocess
import sys
from threading import Lock

STARTING = 30  # seconds that a busy machine may take to read the libraries
# What the libraries need to find themselves; no secret of the portal is among them.
KEPT = (
    "PATH",
    "HOME",
    "LANG",
    "TMPDIR",
    "XDG_CACHE_HOME",
    "FONTCONFIG_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
IS_READY = sys.platform == "linux"  # elsewhere, the libraries do not bear a fork


class Late(Exception):
    """The time was out."""


def _environment():
    return {name: os.environ[name] for name in KEPT if name in os.environ}


class Press:
    """One a process and a `script` (`portal.sandbox.child`), started by its first file."""

    def __init__(self, script):
        self.script, self.lock = str(script), Lock()
        self.owner = self.process = self.orders = None
        atexit.register(self.stop)

    def run(self, order, given):
        """(exit code, output, errors) of the script, told a job, its seconds, its megabytes and what the job takes.

        Raises `Late`; OSError when no child can be made, or when two presses were ended meanwhile.
        """
        words = [str(word) for word in order]
        if not IS_READY:
            return self._alone(words, given)
        orders = self.orders_for()
        try:
            return _press(orders, words, given)
        except OSError:  # it had rested, or was ended by the system: another one
            return _press(self.orders_for(failed=orders), words, given)

    def _alone(self, words, given):
        try:
            done = subprocess.run(  # noqa: S603 -- our own file, with some numbers
                [sys.executable, "-I", self.script, *words],
                input=given,
                capture_output=True,
                timeout=float(words[1]),
                env=_environment(),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Late from error
        return done.returncode, done.stdout, done.stderr

    def orders_for(self, failed=None):
        """The socket of orders, of another press than that of `failed`; a process that was forked starts its own."""
        with self.lock:
            is_ours = self.owner == os.getpid() and self.process.poll() is None
            if not is_ours or (failed is not None and self.orders is failed):
                self.stop()
                self._start()
            return self.orders

    def _start(self):
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 -- our own file
                [sys.executable, "-I", self.script, "serve", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=_environment(),
            )
        ours.settimeout(STARTING)
        self.orders, self.owner = ours, os.getpid()

    def stop(self):
        """Without orders to come it ends by itself; that of another process is left to it."""
        if self.orders is not None:
            self.orders.close()
        if self.process is not None and self.owner == os.getpid():
            self.process.kill()
            self.process.wait()
        self.orders = self.process = self.owner = None


def _press(orders, words, given):
    """In files of memory: nothing of a document is laid on a disk."""
    with _sheet() as source, _sheet() as target, _sheet() as errors:
        source.write(given)
        source.seek(0)
        code = _ask(orders, words, source, target, errors)
        for file in (target, errors):
            file.seek(0)
        return code, target.read(), errors.read()


def _sheet():
    return open(os.memfd_create("portal-file"), "w+b")  # noqa: PTH123 -- a number, not a path


def _ask(orders, words, *files):
    """The exit code. Raises `Late`, and OSError when nobody answers any more."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            numbers = [*(one.fileno() for one in files), theirs.fileno()]
            socket.send_fds(orders, [" ".join(words).encode()], numbers)
        ours.settimeout(float(words[1]) + STARTING)
        try:
            told = ours.recv(4)
        except TimeoutError as error:
            raise Late from error
    if len(told) < 4:
        raise ConnectionResetError
    (code,) = struct.unpack("i", told)
    if code == -signal.SIGALRM:
        raise Late
    return code
