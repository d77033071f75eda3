"""Throw-away servers of the proof, on loopback: PostgreSQL, Redis or Valkey, clamd and nginx of Debian, and mail."""

import os
import re
import shutil
import signal
import socket
import socketserver
import subprocess
import threading
import time
from email import message_from_bytes, policy
from pathlib import Path

from tests.postgres import binaries

SBIN = "/usr/sbin:/sbin:/usr/local/sbin"
INFECTED = b"portail-proof-of-install"  # what a local signature names, and the file that every antivirus knows
# In two pieces: an antivirus that reads this source is not to find it here.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def program(*names):
    path = f"{os.environ.get('PATH', '')}:{SBIN}"
    return next(found for name in names if (found := shutil.which(name, path=path)))


def answers(port, seconds=60):
    """Wait until somebody listens there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"nobody listens on port {port}")


class Server:
    """A process with its folder and its log; `stop` ends it alone."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port, self.process = free_port(), None

    def run(self, *command):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdout=log, stderr=log, cwd=self.folder
            )
        answers(self.port)
        return self

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Postgres(Server):
    """A cluster: passwords over the network, trust on its socket."""

    def start(self):
        made, data = binaries(), self.folder / "data"
        if not data.exists():
            locale = ["-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
            access = ["--auth-local=trust", "--auth-host=scram-sha-256"]
            subprocess.run(
                [made / "initdb", "-D", data, *locale, *access], check=True, capture_output=True
            )
        options = [f"-cport={self.port}", "-clisten_addresses=127.0.0.1", "-cmax_connections=60"]
        self.run(made / "postgres", "-D", data, "-k", self.folder, *options)
        for _ in range(100):
            if self.sql("SELECT 1").returncode == 0:
                break
            time.sleep(0.1)
        return self

    @property
    def psql(self):
        return f"{program('psql')} -h {self.folder} -p {self.port} -U postgres -q"

    def sql(self, text, base="postgres"):
        words = [*self.psql.split(), "-d", base, "-Atc", text]
        return subprocess.run(words, check=False, capture_output=True, text=True)


class Redis(Server):
    def start(self):
        words = ["--port", self.port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        return self.run(program("redis-server", "valkey-server"), *words, "--dir", self.folder)


class Clamd(Server):
    """One signature, of the proof's own: nothing is downloaded."""

    def start(self):
        base = self.folder / "signatures"
        base.mkdir()
        known = {"Portail.Proof": INFECTED, "Portail.Eicar": EICAR}
        lines = (f"{name}:0:*:{content.hex()}\n" for name, content in known.items())
        (base / "proof.ndb").write_text("".join(lines))
        lines = {
            "TCPSocket": self.port,
            "TCPAddr": "127.0.0.1",
            "DatabaseDirectory": base,
            "Foreground": "yes",
            "TemporaryDirectory": self.folder,
            "StreamMaxLength": "64M",
        }
        config = self.folder / "clamd.conf"
        config.write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
        return self.run(program("clamd"), "--config-file", config)


class Nginx(Server):
    """Debian's, with the site that the guide lays in sites-enabled; `reload` is what systemctl asks."""

    def __init__(self, folder):
        super().__init__(folder)
        for name in ("sites-available", "sites-enabled", "temp"):
            (self.folder / name).mkdir()
        self.plain, self.config = free_port(), self.folder / "nginx.conf"
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temp = "".join(f"{kind}_temp_path {self.folder}/temp/{kind};\n" for kind in kinds)
        self.config.write_text(
            f"pid {self.folder}/pid;\nerror_log {self.folder}/error.log warn;\ndaemon off;\n"
            f"events {{ worker_connections 512; }}\nhttp {{\ninclude /etc/nginx/mime.types;\n{temp}"
            f"access_log {self.folder}/access.log;\ninclude {self.folder}/sites-enabled/*;\n}}\n"
        )

    def reload(self):
        if self.process is None:
            self.run(program("nginx"), "-c", self.config, "-p", self.folder)
        else:
            self.process.send_signal(signal.SIGHUP)
        answers(self.port)


class Mails:
    """A server of mail that keeps what it is given, in a folder too: the browser's people read it there."""

    def __init__(self, folder):
        kept = self.kept = []
        self.folder = Path(folder)
        self.folder.mkdir()

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                self.wfile.write(b"220 proof\r\n")
                while line := self.rfile.readline():
                    word = line[:4].upper()
                    if word == b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        kept.append(message_from_bytes(_text(self.rfile), policy=policy.default))
                        path = Path(folder) / f"{time.time_ns()}-{threading.get_ident()}.eml"
                        path.write_bytes(kept[-1].as_bytes())
                    self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
                    if word == b"QUIT":
                        return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def link(self, address, pattern, seconds=90):
        """The first link of the last mail to this address."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for mail in reversed(self.kept):
                if address in str(mail["To"]) and (found := re.search(pattern, _body(mail))):
                    return found[0]
            time.sleep(0.5)
        raise AssertionError(f"no mail for {address}; {len(self.kept)} received")


def _text(stream):
    lines = []
    while (line := stream.readline()) not in (b".\r\n", b""):
        lines.append(line[1:] if line.startswith(b"..") else line)
    return b"".join(lines)


def _body(mail):
    return mail.get_body(("plain",)).get_content()
