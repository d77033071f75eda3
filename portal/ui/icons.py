"""Icon set: one stroke drawing a name, on a 24 grid, always beside a word."""

from django.utils.html import format_html

ICONS = {
    "arrow-left": "M20 12H5M11 6l-6 6 6 6",
    "arrow-right": "M4 12h15M13 6l6 6-6 6",
    "away": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM5.8 5.8l12.4 12.4",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4ZM10 21.5h4",
    "book": "M12 6v14M3 5h6l3 1.5L15 5h6v13h-6l-3 1.5L9 18H3Z",
    "box": "M3 4h18v5H3ZM5 9v11h14V9M10 13h4",
    "calendar": "M4 5h16v16H4ZM4 10h16M8 3v4M16 3v4",
    "clipboard": "M6 5h12v16H6ZM9 3h6v4H9ZM9 12h6M9 16h4",
    "clock": "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18ZM12 7v5l3.5 2",
    "copy": "M8 8h13v13H8ZM16 8V3H3v13h5",
    "cross": "M5 5 19 19M19 5 5 19",
    "door": "M5 21V3h10v18M3 21h18M12 12v.5M18 8l4 4-4 4",
    "down": "M12 4v14M6 12l6 6 6-6",
    "download": "M3 15v6h18v-6M12 3v12M7 10.5l5 4.5 5-4.5",
    "eye": "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12ZM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
    "file": "M6 3h8l4 4v14H6ZM14 3v4h4",
    "flag": "M5 21V4h13l-3 4.5 3 4.5H5",
    "hourglass": "M6 3h12M6 21h12M7 3v4l5 5-5 5v4M17 3v4l-5 5 5 5v4",
    "info": "M12 11v6M12 7v.2M3 3h18v18H3Z",
    "lens": "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 21 21",
    "list": "M9 6h12M9 12h12M9 18h12M3 6h2M3 12h2M3 18h2",
    "lock": "M5 11h14v10H5ZM8 11V7a4 4 0 0 1 8 0v4",
    "mail": "M3 5h18v14H3ZM3 6l9 7 9-7",
    "menu": "M3 6h18M3 12h18M3 18h18",
    "minus": "M4 12h16",
    "pause": "M8 5v14M16 5v14",
    "pencil": "M4 20h4L20 8l-4-4L4 16ZM13.5 6.5l4 4",
    "people": "M9 4a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM2 20c0-4 3-5.5 7-5.5s7 1.5 7 5.5"
    "M16 4.5a3.5 3.5 0 0 1 0 6.5M18.5 15c2.5.8 3.5 2.5 3.5 5",
    "person": "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 21c0-4 3-6 8-6s8 2 8 6",
    "phone": "M5 3h4l2 5-2.5 2a12 12 0 0 0 5.5 5.5L16 13l5 2v4a2 2 0 0 1-2 2C10.5 21 3 13.5 3 5a2 2 0 0 1 2-2Z",
    "plus": "M12 4v16M4 12h16",
    "save": "M4 4h13l3 3v13H4ZM8 4v5h7V4M8 20v-6h8v6",
    "spanner": "M14 7a4 4 0 0 1 5-4l-2.5 2.5 2 2L21 5a4 4 0 0 1-5 5L7 19l-3-3 9-9Z",
    "swap": "M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4",
    "tick": "M4 12.5 9.5 18 20 6.5",
    "tile": "M4 4h16v16H4Z",
    "tile-tick": "M4 4h16v16H4ZM8 12.3l2.8 2.9L16 9",
    "tray": "M3 13v7h18v-7M12 3v11M7.5 9.5 12 14l4.5-4.5",
    "triangle": "M12 3 22 20H2ZM12 9.5V14M12 17v.2",
    "turn": "M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5",
    "up": "M12 20V6M6 12l6-6 6 6",
    "upload": "M3 15v6h18v-6M12 16V4M7 8.5 12 4l5 4.5",
    "vote": "M4 12h10M10 7l5 5-5 5M20 4v16",
}


def svg(name):
    """The drawing, hidden from screen readers: the word beside it speaks. KeyError when unknown."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )
