"""PDF worker process: renders a document or its first page within limits of time and memory.

Alone: `child.py draw 10 512`, from its input to its output. Ready: `child.py serve FD`, orders come by the socket
FD with four files (input, output, errors, where its end is told). Whoever stays has never read a document.
"""

import contextlib
import math
import os
import signal
import socket
import struct
import sys
import traceback

import weasyprint

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
    """The second lock: the fetcher already knows nothing but data: addresses."""
    if event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.fork")):
        raise PermissionError(event)


def draw(source, target):
    """HTML to a tagged PDF/UA-1."""
    html = source.read().decode("utf-8")
    sys.addaudithook(refuse)
    fetcher = weasyprint.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    target.write(document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True))


def paint(source, target, width):
    """The first page of a PDF to a PNG; what the page leaves bare stays transparent.

    PDFium bears one thread: here it has a process.
    """
    import pypdfium2  # noqa: PLC0415 -- a drawing does without

    page = pypdfium2.PdfDocument(source.read())[0]
    bitmap = page.render(scale=width / page.get_width(), fill_color=(255, 255, 255, 0))
    bitmap.to_pil().save(target, "PNG", optimize=True)


def main(job, seconds, megabytes, *numbers):
    limit(float(seconds), int(megabytes))
    {"draw": draw, "paint": paint}[job](sys.stdin.buffer, sys.stdout.buffer, *map(int, numbers))


def serve(orders):
    """A child for each order, until whoever gives them is gone or rests."""
    import pypdfium2  # noqa: F401, PLC0415 -- read once for all children

    weasyprint.HTML(string='<html lang="fr"><title>x</title>').write_pdf()  # fonts are found once
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
            watch(order.decode().split(), *files)
            os._exit(0)
        for one in files:
            os.close(one)


def watch(order, source, target, errors, end):
    """Waits for the one who works, ends it when its time is out (told as a SIGALRM), and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    worker = os.fork()
    if worker == 0:
        os.close(end)
        os._exit(work(order, source, target, errors))
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


def work(order, *files):
    """The exit code; what broke is told on the errors, even when there is no memory left to tell it."""
    for number, one in enumerate(files):
        os.dup2(one, number)
        os.close(one)
    try:
        main(*order)
        sys.stdout.buffer.flush()
    except BaseException as broken:
        with contextlib.suppress(BaseException):
            traceback.print_exc()
            sys.stderr.flush()
        os.write(2, f"\n{type(broken).__name__}: \n".encode())
        return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(socket.socket(fileno=int(sys.argv[2])))
    else:
        main(*sys.argv[1:])
