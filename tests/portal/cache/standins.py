"""Stand-ins of caches that fail: a server that never answers, a port where nobody listens."""

import socket
import threading
from contextlib import contextmanager


@contextmanager
def hanging_server():
    """Accepts connections and says nothing; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = []
        threading.Thread(target=_take_all, args=(server, taken), daemon=True).start()
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        server.close()
        for one in taken:
            one.close()


def _take_all(server, taken):
    while True:
        try:
            taken.append(server.accept()[0])
        except OSError:
            return


def closed_port():
    """The address of a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    return f"redis://127.0.0.1:{port}/0"
