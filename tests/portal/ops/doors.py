"""Doors of the outages' tests: servers of mail, antivirus and search that hang, then come back, at one address."""

import contextlib
import socketserver
import threading

from tests.observatory.search import failing_servers

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class Door(socketserver.ThreadingTCPServer):
    """It accepts, and says nothing until `opened` is set."""

    daemon_threads = True

    def __init__(self, talk):
        super().__init__(("127.0.0.1", 0), talk)
        self.port, self.opened, self.kept = self.server_address[1], threading.Event(), []
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def process_request_thread(self, request, client_address):
        self.opened.wait()
        super().process_request_thread(request, client_address)

    def handle_error(self, *_):
        """Who has gone meanwhile is nobody's fault."""


class Post(socketserver.StreamRequestHandler):
    """A server of mail; `kept` has whom each mail is to."""

    def handle(self):
        self.wfile.write(b"220 essai\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"RCPT":
                self.server.kept.append(line.partition(b":")[2].strip(b" <>\r\n").decode())
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")


class Antivirus(socketserver.StreamRequestHandler):
    """Speaks clamd's INSTREAM, and knows the file of the trials."""

    def handle(self):
        if self.rfile.readline(6) == b"zPING\0":
            self.wfile.write(b"PONG\0")
            return
        self.rfile.read(4)
        content = b""
        while size := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0")


class Search(failing_servers.Handler):
    """A cluster without the index: the database goes on answering once it is back."""

    def setup(self):
        self.server.asked, self.server.act = 0, failing_servers.answer("no index")
        super().setup()


@contextlib.contextmanager
def doors():
    """The three, all hanging; with what the settings say of them."""
    found = {"MAIL_URL": Door(Post), "ANTIVIRUS_URL": Door(Antivirus), "SEARCH_URL": Door(Search)}
    forms = {
        "MAIL_URL": "smtp://127.0.0.1:{}",
        "ANTIVIRUS_URL": "tcp://127.0.0.1:{}",
        "SEARCH_URL": "http://127.0.0.1:{}/observatoire",
    }
    try:
        yield found, {name: form.format(found[name].port) for name, form in forms.items()}
    finally:
        for door in found.values():
            door.opened.set()
            door.shutdown()
            door.server_close()
