"""Double of clamd: speaks INSTREAM, and finds one word."""

import socketserver
import threading

import pytest

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Clamd(socketserver.StreamRequestHandler):
    """Answers PING and INSTREAM."""

    def handle(self):
        if (asked := self.rfile.read(6)) == b"zPING\0":
            return self.wfile.write(b"PONG\0")
        assert asked + self.rfile.read(4) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        return self.wfile.write(b"stream: " + self.server.answer(content) + b"\0")


def judge(content):
    return b"Eicar-Test-Signature FOUND" if EICAR in content else b"OK"


@pytest.fixture
def clamd(settings):
    """A clamd on a free port; `clamd.answer` may be changed."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.answer = judge
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        settings.ANTIVIRUS_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()
