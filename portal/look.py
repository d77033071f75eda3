"""How pages and documents look: the colour names of tokens.css, and the values of the day.

The kernel knows no charter: a topic provides the look in force, and the one that somebody previews.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from portal import clock

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
HEX = r"#[0-9a-f]{6}"
COLOUR = re.compile(rf"--([a-z-]+): (?:light-dark\(({HEX}), ({HEX})\)|({HEX}));")
# Drawings paint two tiles in a tone of their own: they follow the token when a charter changes it.
IN_DRAWINGS = {"tile-brick": ("#c4583c",), "tile-leaf": ("#8fae68",)}
FONTS = {
    "bricolage": ('"Bricolage Grotesque Variable", "Segoe UI", sans-serif', "bricolage-grotesque"),
    "atkinson": (
        '"Figures", "Atkinson Hyperlegible Next Variable", Verdana, sans-serif',
        "atkinson-hyperlegible-next",
    ),
}


def shipped_colours():
    """{name: {"light": "#…", "dark": "#…"}}: the colours that tokens.css names, in its order."""
    found = COLOUR.findall(TOKENS.read_text(encoding="utf-8"))
    return {n: {"light": one or light, "dark": one or dark} for n, light, dark, one in found}


SHIPPED = shipped_colours()


@dataclass(frozen=True)
class Look:
    """Values for the names of tokens.css; `code` names the charter that gives them ("" for none)."""

    code: str
    colours: dict
    title_font: str = "bricolage"
    text_font: str = "atkinson"
    logo: str = ""  # the text of an SVG drawing, already checked; "" for the placeholder mark
    is_preview: bool = False

    def light(self, name):
        return self.colours[name]["light"]

    @cached_property
    def digest(self):
        """Of what is seen: two charters that look the same share it."""
        seen = (sorted(self.colours.items()), self.title_font, self.text_font, self.logo)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    @cached_property
    def changes(self):
        """The colours that are not the shipped ones."""
        return {name: pair for name, pair in self.colours.items() if pair != SHIPPED[name]}

    @cached_property
    def is_shipped(self):
        """Nothing to add to the site's own stylesheet."""
        return self.digest == DEFAULT.digest

    def declarations(self, colours=None):
        """`--name: value;` of each colour given, and of the fonts that are not the shipped ones."""
        for name, pair in (self.changes if colours is None else colours).items():
            light, dark = pair["light"], pair["dark"]
            value = light if light == dark else f"light-dark({light}, {dark})"
            yield f"--{name}: {value};"
        if self.title_font != DEFAULT.title_font:
            yield f"--font-title: {FONTS[self.title_font][0]};"
        if self.text_font != DEFAULT.text_font:
            yield f"--font-text: {FONTS[self.text_font][0]};"

    def stylesheet(self):
        """After site.css and in its layer of tokens, so that what adapts them (contrast) still does."""
        return f"@layer tokens {{ :root {{ {' '.join(self.declarations())} }} }}\n"


DEFAULT = Look("", SHIPPED)
_providers = {"on": lambda day: None, "preview": lambda request: None}


def provide(*, on=None, preview=None):
    """`on(day)` gives the Look in force (None: as shipped), `preview(request)` a person's own."""
    _providers.update({k: v for k, v in (("on", on), ("preview", preview)) if v})


def current(day=None):
    """The Look of a day, today by default."""
    return _providers["on"](day or clock.today()) or DEFAULT


def of(request):
    """The Look of a page: the day's, unless this person previews another one. Read when used."""
    return SimpleLazyObject(lambda: _providers["preview"](request) or current())


def recoloured(drawing, look):
    """An SVG drawing in the colours of the look: what it paints in a shipped colour follows the token."""
    swaps = {}
    for name, pair in look.changes.items():
        for old in (SHIPPED[name]["light"], *IN_DRAWINGS.get(name, ())):
            swaps.setdefault(old, pair["light"])
    return re.sub(HEX, lambda found: swaps.get(found[0].lower(), found[0]), drawing, flags=re.I)
