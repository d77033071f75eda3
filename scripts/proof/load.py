"""Load of the proof: so many requests a second through nginx, and each answer that is not the expected one."""

import http.client
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor


class Load:
    """`with Load(pages)`: each (visitor, method, address, status) asked in its turn, until the end.

    `failed` tells what was refused or lost, `times` how long each took.
    """

    def __init__(self, pages, rate=50):
        self.pages, self.rate = pages, rate
        self.failed, self.times, self.asked = Counter(), [], 0
        self.stop = threading.Event()

    def __enter__(self):
        self.pool = ThreadPoolExecutor(max_workers=4 * self.rate)
        self.thread = threading.Thread(target=self._beat)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()
        # On a busy machine thousands wait here: not asked yet, they are nobody's.
        self.pool.shutdown(cancel_futures=True)

    def _beat(self):
        """One a fiftieth of a second, whatever the former ones have become."""
        begun = time.monotonic()
        while not self.stop.is_set():
            due = begun + self.asked / self.rate
            if (wait := due - time.monotonic()) > 0:
                time.sleep(wait)
            self.pool.submit(self._ask, *self.pages[self.asked % len(self.pages)])
            self.asked += 1

    def _ask(self, visitor, method, path, expected):
        begun = time.monotonic()
        try:
            status = visitor.ask(method, path, b"" if method == "POST" else None).status
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        self.times.append(time.monotonic() - begun)
        if status != expected:
            self.failed[f"{method} {path} : {status}"] += 1

    def told(self):
        ordered = sorted(self.times)
        worst, middle = ordered[-1], ordered[len(ordered) // 2]
        return (
            f"{len(ordered)} demandes, médiane {middle * 1000:.0f} ms, la plus lente {worst:.1f} s"
        )
