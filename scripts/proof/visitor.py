"""Visitor of the proof: a browser's cookies and forms over TLS, through nginx."""

import base64
import hashlib
import hmac
import html
import http.client
import re
import ssl
import struct
import time
import uuid
from html.parser import HTMLParser

PASSWORD = "quatre chiens rentrent ensemble"  # noqa: S105 -- of a throw-away portal


class Answer:
    def __init__(self, response, path):
        self.status, self.path = response.status, path
        self.headers, self.content = response.headers, response.read()

    @property
    def text(self):
        return self.content.decode("utf-8", "replace")

    def links(self, pattern):
        return re.findall(rf'href="({pattern})"', self.text)


class _Forms(HTMLParser):
    """The forms of a page that are sent: their address and what they hold."""

    def __init__(self):
        super().__init__()
        self.found, self.current = [], None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.current = {} if given.get("method", "").lower() == "post" else None
            if self.current is not None:
                self.found.append((given.get("action") or "", self.current))
        elif tag in ("input", "textarea", "select") and self.current is not None:
            kind = given.get("type", "")
            if given.get("name") and kind not in ("checkbox", "radio", "submit", "file"):
                self.current[given["name"]] = given.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.current = None


class Visitor:
    """One person: their cookies, their address, the name of the site."""

    def __init__(self, name, port, certificate):
        self.name, self.port, self.cookies = name, port, {}
        self.tls = ssl.create_default_context(cafile=str(certificate))

    def ask(self, method, path, body=None, headers=None):
        door = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.tls)
        door._context = _Named(self.tls, self.name)
        sent = {"Host": self.name, "Accept-Language": "fr", "Origin": f"https://{self.name}"}
        if self.cookies:
            sent["Cookie"] = "; ".join(
                f"{name}={value}" for name, value in list(self.cookies.items())
            )
        try:
            door.request(method, path, body, sent | (headers or {}))
            response = door.getresponse()
            for line in response.headers.get_all("Set-Cookie", []):
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return Answer(response, path)
        finally:
            door.close()

    def get(self, path, **headers):
        """The page, after its redirections."""
        answer = self.ask("GET", path, headers=headers)
        for _ in range(6):
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            answer = self.ask("GET", _local(answer.headers["Location"]))
        raise AssertionError(f"{path} turns round")

    def send(self, page, having, files=None, **fields):
        """The form of this page that holds the field `having`, filled; the page that follows."""
        forms = _Forms()
        forms.feed(page.text)
        action, held = next(
            form for form in forms.found if having in form[1] or having in (files or {})
        )
        held |= fields
        body, kind = _multipart(held, files or {})
        path = html.unescape(action) or page.path
        answer = self.ask(
            "POST", path, body, {"Content-Type": kind, "Referer": f"https://{self.name}{path}"}
        )
        if answer.status in (302, 303):
            return self.get(_local(answer.headers["Location"]))
        return answer

    def arrive(self, link, first_name, last_name):
        """The link of an invitation to an account with a second factor; the key of its codes."""
        page = self.get(link)
        self.send(page, "first_name", first_name=first_name, last_name=last_name, password=PASSWORD)
        page = self.get("/compte/second-facteur/application/")
        key = re.search(r"<code>([A-Z2-7 ]{16,})</code>", page.text)[1].replace(" ", "")
        self.send(page, "code", code=code_of(key))
        return key

    def sign_in(self, email, key):
        page = self.get("/compte/connexion/")
        page = self.send(page, "login", login=email, password=PASSWORD)
        time.sleep(31 - time.time() % 30)  # a code serves once
        return self.send(page, "code", code=code_of(key))


class _Named:
    """The certificate is that of the site, whose name leads here."""

    def __init__(self, context, name):
        self.context, self.name = context, name

    def wrap_socket(self, sock, server_hostname=None):
        return self.context.wrap_socket(sock, server_hostname=self.name)


def _local(address):
    return re.sub(r"^https?://[^/]+", "", address)


def code_of(key):
    """The six digits of these thirty seconds."""
    count = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(key + "=" * (-len(key) % 8)), count, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def _multipart(fields, files):
    mark, parts = uuid.uuid4().hex, []
    for name, value in fields.items():
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        )
    for name, (title, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{title}"\r\n'
        parts.append(
            f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n"
        )
    return b"".join(parts) + f"--{mark}--\r\n".encode(), f"multipart/form-data; boundary={mark}"
