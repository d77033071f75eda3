"""Stand-ins of caches that fail: a folder that takes no write any more, a server that never answers."""

import errno
import socket
import threading
from contextlib import contextmanager

from django.core.cache.backends.filebased import FileBasedCache


class FullFolder(FileBasedCache):
    """Files that can be read and not written, as on a full disk; root writes where modes refuse others."""

    is_full = False

    def _createdir(self):
        if self.is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super()._createdir()


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
