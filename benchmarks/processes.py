"""Server CPU read from /proc, and the loop that loads the servers (Linux only)."""

import http.client
import os
import threading
import time
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds


def _stat(folder):
    """(pid, parent, CPU of the process, CPU of its ended children), in ticks; None when it just ended."""
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    own, ended = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
    return int(folder.name), int(fields[1]), own, ended


def cpu_of(*roots):
    """Milliseconds of CPU spent so far by these processes and all that descend from them."""
    table = [row for folder in Path("/proc").glob("[0-9]*") if (row := _stat(folder))]
    family, grows = set(roots), True
    while grows:
        born = {pid for pid, parent, *_ in table if parent in family} - family
        family |= born
        grows = bool(born)
    return TICK * sum(own + ended for pid, _, own, ended in table if pid in family)


def load(port, path, cookie="", *, seconds, connections=4):
    """Ask for `path` over kept connections during `seconds`; the number of answers, all of them 200."""
    headers = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https"}
    if cookie:
        headers["Cookie"] = cookie
    answers, faults = [0] * connections, []
    end = time.monotonic() + seconds

    def ask(index):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            while time.monotonic() < end and not faults:
                link.request("GET", path, headers=headers)
                response = link.getresponse()
                response.read()
                if response.status != 200:
                    faults.append(f"{path} : réponse {response.status}")
                answers[index] += 1
        except OSError as error:
            faults.append(f"{path} : {error}")
        finally:
            link.close()

    threads = [threading.Thread(target=ask, args=[index]) for index in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise RuntimeError(faults[0])
    return sum(answers)


def costs_in_turn(roots, port, pages, rounds):
    """{name: milliseconds of CPU of a request}, the pages asked one after the other over one connection.

    As people ask: what one page leaves to the next, in the process or in the database, is there. A tick is ten
    milliseconds, so that a page is told by the mean of many rounds.
    """
    link, spent = (
        http.client.HTTPConnection("127.0.0.1", port, timeout=30),
        dict.fromkeys((page["name"] for page in pages), 0.0),
    )
    headers = {"Host": "127.0.0.1", "X-Forwarded-Proto": "https"}
    for _ in range(rounds):
        for page in pages:
            before = cpu_of(*roots)
            own = {"Cookie": page["cookie"]} if page["cookie"] else {}
            link.request("GET", page["path"], headers=headers | own)
            response = link.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{page['path']}\u00a0: réponse {response.status}")
            spent[page["name"]] += cpu_of(*roots) - before
    link.close()
    return {name: total / rounds for name, total in spent.items()}


def cost(roots, *arguments, **options):
    """Milliseconds of CPU that one request costs these processes."""
    before = cpu_of(*roots)
    answers = load(*arguments, **options)
    return (cpu_of(*roots) - before) / answers
