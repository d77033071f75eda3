"""Visible text of a page, one line a block, without what is drawn by lot or by the machine."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    (
        "address article aside blockquote body br button caption dd details dialog div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe input label legend "
        "li link main meta nav object ol optgroup option p pre picture section select source summary "
        "svg table tbody td template text textarea tfoot th thead title tr ul video"
    ).split()
)
UNSEEN = frozenset(("script", "style", "template"))
SAID = ("alt", "aria-label", "aria-description", "title", "placeholder", "label")
EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
TYPED = frozenset(
    "button color date datetime-local email month number password range reset".split()
)
TYPED |= frozenset("search submit tel text time url".split())
SPACES = re.compile(r"[ \t\n\r\f]+")  # what a browser collapses: no-break spaces stay
SPACES_OF_NO_BREAK = re.compile(r" *([\u00a0\u202f]+) *")
LOTS = (
    (re.compile(r"\b(?=[A-Z]*[2-7])[A-Z2-7]{32}\b"), "‹secret›"),
    (
        re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.I),
        "‹uuid›",
    ),
    (re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*[0-9])[0-9a-f]{16,}\b", re.I), "‹hex›"),
    (
        re.compile(r"(?<=[/=:.])(?=[\w:.-]*[a-z])(?=[\w:.-]*[A-Z])(?=[\w:.-]*[0-9])[\w:.-]{16,}"),
        "‹token›",
    ),
)
REGIONS = ("head", "before", "main", "after")


def mask(text):
    """The same text whatever was drawn by lot: keys of files, digests, signed links, secrets."""
    for pattern, name in LOTS:
        text = pattern.sub(name, text)
    return text


def normal(text):
    """Spaces as a browser shows them; those beside a no-break space are one with it."""
    return SPACES_OF_NO_BREAK.sub(r"\1", SPACES.sub(" ", text)).strip(" ")


def regions(html):
    """{region: [lines]} of a page: its head, what comes before the main part, the main part, what follows."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return {name: lines for name, lines in reader.found.items() if lines}


class Reader(HTMLParser):
    """Text as a browser lays it out: inline tags add nothing, a block starts a line."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = {name: [] for name in REGIONS}
        self.region, self.run, self.unseen, self.links = "head", [], 0, []

    def end_line(self):
        if line := normal("".join(self.run)):
            self.found[self.region].append(mask(line))
        self.run = []

    def handle_starttag(self, tag, attrs):
        if tag in UNSEEN:
            self.unseen += 1
        if self.unseen:
            return
        if tag in BLOCKS:
            self.end_line()
        if tag == "body":
            self.region = "before"
        elif tag == "main":
            self.region = "main"
        self._attributes(tag, dict(attrs))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:  # <path/> in a drawing; HTML reads <p/> as <p>
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
            return
        if self.unseen:
            return
        if tag == "a" and self.links:
            self.run.append(self.links.pop())
        if tag in BLOCKS:
            self.end_line()
        if tag == "main":
            self.region = "after"

    def handle_data(self, data):
        if not self.unseen:
            self.run.append(data)

    def _attributes(self, tag, values):
        if tag == "a":
            self.links.append(f" ‹{values['href']}›" if values.get("href") else "")
        if tag == "form":
            self._alone(
                f"form {values.get('method') or 'get'} {values.get('action') or ''}".lower()
            )
        if tag == "input":
            self._input(values)
        if tag == "option" and "selected" in values:
            self.run.append("[choisi] ")
        if tag == "meta" and values.get("name") == "description":
            self._alone(f"description: {values.get('content')}")
        for name in SAID:
            if values.get(name) and tag not in ("link", "meta"):
                self.run.append(f"[{name}: {values[name]}]")

    def _input(self, values):
        kind = (values.get("type") or "text").lower()
        if kind == "hidden":
            return
        parts = [kind]
        if kind in TYPED and values.get("value"):
            parts.append(values["value"])
        parts += [
            name for name in ("checked", "required", "disabled", "readonly") if name in values
        ]
        self._alone(" ".join(parts))

    def _alone(self, words):
        self.end_line()
        self.run = [f"[{words}]"]
        self.end_line()
