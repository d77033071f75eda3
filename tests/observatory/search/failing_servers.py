"""Local servers that misbehave as a cluster in trouble: hanging, broken, trickling."""

import contextlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from observatory.search import engines

PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/json"}
HALF = {"took": 1, "timed_out": False, "_shards": {"total": 1, "successful": 1, "failed": 0}}
ONE_HIT = {"_index": "x", "_id": "moi", "_score": 1.0}
ANSWERS = {
    "500": (500, PRODUCT, b'{"error": {"type": "boom"}, "status": 500}'),
    "429": (429, PRODUCT, b'{"error": {"type": "circuit_breaking_exception"}, "status": 429}'),
    "no index": (404, PRODUCT, b'{"error": {"type": "index_not_found_exception"}, "status": 404}'),
    "garbage": (200, PRODUCT, b"\x00\xffpas du JSON"),
    "empty": (200, PRODUCT, b""),
    "a list": (200, PRODUCT, b"[1, 2]"),
    "half": (200, PRODUCT, json.dumps(HALF).encode()),
    "no counts": (200, PRODUCT, json.dumps(HALF | {"hits": {"hits": [ONE_HIT]}}).encode()),
    "shards lost": (
        200,
        PRODUCT,
        json.dumps(HALF | {"_shards": {"total": 2, "failed": 1}}).encode(),
    ),
    "timed out": (200, PRODUCT, json.dumps(HALF | {"timed_out": True}).encode()),
    "another product": (200, {"Content-Type": "application/json"}, json.dumps(HALF).encode()),
    "another version": (406, {"Content-Type": "text/plain"}, b"Content-Type header not supported"),
    "a web page": (200, {"Content-Type": "text/html"}, b"<h1>Bonjour</h1>"),
}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked += 1
        self.server.act(self)

    do_GET = do_HEAD = do_PUT = do_DELETE = do_POST  # noqa: N815 -- the library's names

    def log_message(self, *_):
        """Nothing on the terminal of the tests."""


@contextlib.contextmanager
def server(act):
    """The server; its `asked` counts what it was asked. A port may be given again: nothing is known of it."""
    engines.breaker_of.cache_clear()
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads, made.block_on_close = True, False
    made.act, made.asked = act, 0
    made.url = f"http://127.0.0.1:{made.server_address[1]}/essai"
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()


def saying(status, headers, body):
    def act(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def answer(name):
    return saying(*ANSWERS[name])


def silent(_handler):
    time.sleep(1)


def dripping(handler):
    """A letter now and then: each comes in time, the answer never does."""
    handler.send_response(200)
    for name, value in PRODUCT.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    with contextlib.suppress(OSError):
        for _ in range(40):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)


def hanging_up(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)


def refused():
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/essai"
