"""Weight of a first load: what a browser without a memory receives, fonts and pictures apart."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

REQUESTS, CODE, WITH_FONTS = 10, 25_000, 85_000  # the most of a public page, in bytes as sent


@dataclass
class Load:
    requests: int = 0
    code: int = 0
    fonts: int = 0
    pictures: int = 0
    parts: Counter = field(default_factory=Counter)  # bytes by address

    def faults(self, address):
        """What is beyond the budget of a public page, and what weighs most in it."""
        measured = (
            ("requêtes", self.requests, REQUESTS),
            ("octets", self.code, CODE),
            ("octets avec les polices", self.code + self.fonts, WITH_FONTS),
        )
        return [
            f"{address}\u00a0: {n} {what}, {self.parts.most_common()}"
            for what, n, most in measured
            if n > most
        ]


def first_load(page, address):
    """The Load of an address opened by a page that has nothing in memory; pictures do not count as requests."""
    load, kinds = Load(), {"font": "fonts", "image": "pictures"}

    def weigh(request):
        kind = kinds.get(request.resource_type, "code")
        size = request.sizes()["responseBodySize"]
        setattr(load, kind, getattr(load, kind) + size)
        load.parts[urlsplit(request.url).path] += size
        load.requests += kind != "pictures"

    page.on("requestfinished", weigh)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("requestfinished", weigh)
    return load
