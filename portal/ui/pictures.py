"""Component tags of the identity: logo, covers, ornaments of the home, scripts of a page."""

import hashlib

from django.template import Library
from django.utils.html import format_html, format_html_join

from portal.ui.drawing import draw, one_of
from portal.ui.theme import DEFAULT

SIDE, STEP = 20, 21  # a tile, and from one to the next: the joint is the ground behind
PAIRS = (  # (ground, motif), names of tokens; three of them that follow each other make a mosaic
    ("night", "tile-sky"),
    ("tile-sand", "tile-brick"),
    ("tile-sky", "night"),
    ("tile-leaf", "brand-soft"),
    ("tile-brick", "tile-sand"),
    ("night", "tile-leaf"),
    ("tile-sand", "night"),
    ("tile-sky", "brand-soft"),
    ("tile-leaf", "night"),
    ("night", "tile-brick"),
    ("tile-sky", "tile-leaf"),
)
SUN = "tile-sun"  # one tile of each mosaic, as in the mark
QUARTERS = (
    (0, 0, "h20a20 20 0 0 1-20 20z"),
    (20, 0, "v20a20 20 0 0 1-20-20z"),
    (20, 20, "h-20a20 20 0 0 1 20-20z"),
    (0, 20, "v-20a20 20 0 0 1 20 20z"),
)
LEAVES = (
    (0, 0, "a20 20 0 0 1 20 20a20 20 0 0 1-20-20z"),
    (20, 0, "a20 20 0 0 1-20 20a20 20 0 0 1 20-20z"),
)
ARCHES = (
    (0, 20, "v-10a10 10 0 0 1 20 0v10z"),
    (20, 0, "v10a10 10 0 0 1-20 0v-10z"),
)
DISCS = ((0, 10, "a10 10 0 0 1 20 0 10 10 0 0 1-20 0z"),)
WINDOWS = ((6, 6, "h8v8h-8z"),)
MOTIFS = (QUARTERS, LEAVES, ARCHES, DISCS, QUARTERS, LEAVES, WINDOWS)


def mosaic(key, columns=4, rows=3):
    """[(token, d)] of the paths to paint in this order; the same key gives the same drawing, always.

    Its size is `extent(columns)` by `extent(rows)`.
    """
    digest = hashlib.shake_256(str(key).encode()).digest(6 + columns * rows)
    pairs = [PAIRS[(digest[0] + rank) % len(PAIRS)] for rank in range(3)]
    motifs = MOTIFS[digest[1] % len(MOTIFS)], MOTIFS[digest[2] % len(MOTIFS)]
    is_mirrored, is_even = digest[3] % 3 == 0, digest[3] % 3 == 1
    lit = digest[4] % (columns * rows)
    grounds, drawn = {}, {}
    for rank in range(columns * rows):
        row, column = divmod(rank, columns)
        like = min(column, columns - 1 - column) if is_mirrored else column
        chance = digest[6 + row * columns + like]
        ground, ink = pairs[chance % 3]
        motif = motifs[(row + column) % 2 if is_even else chance // 3 % 2]
        if rank == lit:
            ground, ink, motif = SUN, "", ()
        x, y = column * STEP, row * STEP
        grounds.setdefault(ground, []).append(f"M{x} {y}h{SIDE}v{SIDE}h-{SIDE}z")
        if motif:
            left, top, shape = motif[(chance // 6 + column * is_mirrored) % len(motif)]
            drawn.setdefault(ink, []).append(f"M{x + left} {y + top}{shape}")
    return [(token, "".join(parts)) for paths in (grounds, drawn) for token, parts in paths.items()]


def extent(tiles):
    """Width or height of a number of tiles, in the units of the drawing."""
    return tiles * STEP - (STEP - SIDE)


register = Library()
MARK = "img/mark.svg"
BANDS = ("brick", "sky", "leaf")


@register.simple_tag(takes_context=True)
def mark(context, tone="brand"):
    """The charter’s drawing, else the placeholder mark: « brand » on paper, « light » on night."""
    one_of(tone, ("brand", "light"), "tone")
    look = context.get("site_theme") or DEFAULT
    if look.logo:
        return draw("mark_logo", tone=tone, address=look.drawing(MARK))
    return draw("mark", tone=tone)


@register.simple_tag(takes_context=True)
def drawing(context, name):
    """The address of a drawing of static/, in the colours of the page."""
    return (context.get("site_theme") or DEFAULT).drawing(name)


@register.simple_tag(takes_context=True)
def wall(context):
    """`{% wall %}`: the entrance hall’s wall, in the home’s hero only."""
    return format_html(
        '<img class="wall" src="{}" alt="" width="762" height="609">',
        drawing(context, "img/wall.svg"),
    )


@register.simple_tag
def band(motif):
    """`{% band "brick" %}`: first in a card of the home; brick, sky or leaf."""
    return format_html(
        '<div class="band" data-motif="{}" aria-hidden="true"></div>', one_of(motif, BANDS, "motif")
    )


@register.simple_tag
def cover(key):
    """`{% cover practice.slug %}`: the drawn cover of what has no picture, the same for the same key."""
    paths = ((token.removeprefix("tile-"), d) for token, d in mosaic(key))
    return format_html(
        '<svg class="cover" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false">{}</svg>',
        extent(4),
        extent(3),
        format_html_join("", '<path class="{}" d="{}"/>', paths),
    )


@register.simple_tag
def htmx(later=False):
    """`{% htmx %}` in `{% block scripts %}`: the vendored HTMX, for the pages that use it.

    `later=True`, on a public page: it comes with the first gesture, and a page that is only read is lighter.
    """
    return draw("htmx", later=later)
