"""Server half of the process pool: it forks a child for each order, within limits of time and memory.

Alone: `script JOB SECONDS MEGABYTES …`, from its input to its output. Ready: `script serve FD`, orders come by the
socket FD with four files (input, output, errors, where its end is told). Whoever stays has never read a file.
Imported by the scripts that the pool starts; it knows nothing of Django.
"""

import contextlib
import math
import os
import signal
import socket
import struct
import sys
import traceback

REST = 300  # seconds without an order after which nobody waits for one


def limit(seconds, megabytes):
    """Processor time and memory, where the system can hold them (macOS ignores the second)."""
    try:
        import resource  # noqa: PLC0415 -- absent on some systems
    except ImportError:
        return
    whole, room = max(1, math.ceil(seconds)), megabytes * 2**20
    # A second between both: the first limit says that it was time (SIGXCPU), the next one kills.
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, whole, whole + 1),
        (resource.RLIMIT_AS, room, room),
    ):
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError):
            continue


def refuse(event, _arguments):
    """Audit hook: no network, no other program, whatever a file makes a library do."""
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork")):
        raise PermissionError(event)


def main(jobs, warm_up):
    """Run the script: `jobs` are functions of (input, output, *words), `warm_up()` reads the libraries beforehand."""
    if sys.argv[1] == "serve":
        warm_up()
        serve(jobs, socket.socket(fileno=int(sys.argv[2])))
    else:
        do(jobs, *sys.argv[1:])


def do(jobs, job, seconds, megabytes, *words):
    """One job; its CPU is limited to as many seconds as its time."""
    limit(float(seconds), int(megabytes))
    sys.addaudithook(refuse)
    jobs[job](sys.stdin.buffer, sys.stdout.buffer, *words)


def serve(jobs, orders):
    """A child for each order, until whoever gives them is gone or rests."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who watch
    orders.settimeout(REST)
    while True:
        try:
            order, files, _flags, _from = socket.recv_fds(orders, 4096, 4)
        except TimeoutError:
            return
        if not order:
            return
        if os.fork() == 0:
            orders.close()
            watch(jobs, order.decode().split(), *files)
            os._exit(0)
        for one in files:
            os.close(one)


def watch(jobs, order, source, target, errors, end):
    """Waits for the one who works, ends it when its time is out (told as a SIGALRM), and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    worker = os.fork()
    if worker == 0:
        os.close(end)
        os._exit(work(jobs, order, source, target, errors))
    is_late = []

    def stop(*_):
        is_late.append(True)
        with contextlib.suppress(ProcessLookupError):  # it ended at that very instant
            os.kill(worker, signal.SIGKILL)

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, max(float(order[1]), 0.001))
    code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    with contextlib.suppress(OSError):  # whoever asked is gone
        os.write(end, struct.pack("i", -signal.SIGALRM if is_late else code))


def work(jobs, order, *files):
    """The exit code; what broke is told on the errors, even when there is no memory left to tell it."""
    for number, one in enumerate(files):
        os.dup2(one, number)
        os.close(one)
    try:
        do(jobs, *order)
        sys.stdout.buffer.flush()
    except BaseException as broken:
        with contextlib.suppress(BaseException):
            traceback.print_exc()
            sys.stderr.flush()
        os.write(2, f"\n{type(broken).__name__}: \n".encode())
        return 1
    return 0
