"""Theme: colours, fonts and logo of a day, read by pages and PDFs.

The kernel knows no charter: a topic provides the look in force, and the one that somebody previews.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject

from portal.core import clock

TOKENS = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
HEX = r"#[0-9a-f]{6}"
COLOUR = re.compile(rf"--([a-z-]+): (?:light-dark\(({HEX}), ({HEX})\)|({HEX}));")
DRAWN = re.compile(r'--(drawn-[a-z]+): url\("([^"]+)"\);')
# Tones that drawings have of their own: they keep their distance from the colour that they follow.
IN_DRAWINGS = {
    "tile-brick": ("#c4583c",),
    "tile-leaf": ("#8fae68",),
    "night": ("#0a323d", "#0f4453", "#104756", "#134f5f", "#165768"),
}
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
# A long address stands on several lines, each ended by a backslash, as CSS cuts a text.
DRAWINGS = dict(DRAWN.findall(TOKENS.read_text(encoding="utf-8").replace("\\\n", "")))


@dataclass(frozen=True)
class Look:
    """Values for the names of tokens.css; `code` names the charter that gives them ("" for none)."""

    code: str
    colours: dict
    title_font: str = "bricolage"
    text_font: str = "atkinson"
    logo: str = ""  # the text of an SVG drawing, already checked; "" for the placeholder mark
    address: str = ""  # of its stylesheet; "" when the site’s own says it all
    leave: str = ""  # where a preview of it ends; "" when it is nobody’s preview

    def light(self, name):
        return self.colours[name]["light"]

    @cached_property
    def digest(self):
        """Of what is seen: two charters that look the same share it."""
        colours = sorted((n, pair["light"], pair["dark"]) for n, pair in self.colours.items())
        seen = (colours, str(self.title_font), str(self.text_font), self.logo)
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    @cached_property
    def changes(self):
        """The colours that are not the shipped ones."""
        return {name: pair for name, pair in self.colours.items() if pair != SHIPPED[name]}

    @property
    def is_preview(self):
        return bool(self.leave)

    def drawing(self, name):
        """The address of a drawing of static/ in these colours."""
        stem = name.rpartition("/")[2]
        return f"{self.address.removesuffix('.css')}/{stem}" if self.address else static(name)

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

    def drawings(self):
        """`--name: url(…);` of each drawing of tokens.css that these colours change."""
        for name, address in DRAWINGS.items():
            painted = recoloured(address.replace("%23", "#"), self).replace("#", "%23")
            if painted != address:
                yield f'--{name}: url("{painted}");'

    def scoped(self):
        """The same for what carries `data-look`: every value, so that nothing comes from the page."""
        fonts = (
            f"--font-title: {FONTS[self.title_font][0]}; --font-text: {FONTS[self.text_font][0]};"
        )
        declared = " ".join(self.declarations(self.colours))
        return f'[data-look="{self.digest}"] {{ {declared} {fonts} }}\n'

    def stylesheet(self):
        """After site.css and in its layer of tokens, so that what adapts them (contrast) still does."""
        declared = " ".join([*self.declarations(), *self.drawings()])
        return f"@layer tokens {{ :root {{ {declared} }} }}\n"


DEFAULT = Look("", SHIPPED)
_providers = {"on": lambda day: None, "preview": lambda request: None}


def register_looks(*, on=None, preview=None):
    """`on(day)` gives the Look in force (None: as shipped), `preview(request)` a person's own."""
    _providers.update({k: v for k, v in (("on", on), ("preview", preview)) if v})


def current(day=None):
    """The Look of a day, today by default."""
    return _providers["on"](day or clock.today()) or DEFAULT


def look_of(request):
    """The Look of a page: the day's, unless this person previews another one. Read when used."""
    return SimpleLazyObject(lambda: _providers["preview"](request) or current())


def recoloured(drawing, look):
    """An SVG drawing in the colours of the look: what it paints in a shipped colour follows the token."""
    swaps = {}
    for name, pair in look.changes.items():
        before, after = SHIPPED[name]["light"], pair["light"]
        for old in (before, *IN_DRAWINGS.get(name, ())):
            swaps.setdefault(old, _moved(old, before, after))
    return re.sub(HEX, lambda found: swaps.get(found[0].lower(), found[0]), drawing, flags=re.I)


def _moved(colour, before, after):
    """`colour`, which stood near `before`, at the same distance from `after`."""
    parts = ([int(one[i : i + 2], 16) for i in (1, 3, 5)] for one in (colour, before, after))
    moved = (max(0, min(255, c - b + a)) for c, b, a in zip(*parts, strict=True))
    return "#" + "".join(f"{part:02x}" for part in moved)
