"""Colours of XLSX cells: of the theme, of the palette, or told outright, as « #B7E1A1 »."""

import colorsys

from defusedxml import ElementTree

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# In the order of their index, which is not the order of the file: light comes before dark.
ORDER = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split()


def theme_colours(theme: bytes | None) -> list[str]:
    """By index, « B7E1A1 »; none when the book has no theme that can be read."""
    if not theme:
        return []
    try:
        scheme = ElementTree.fromstring(theme).find(f".//{DRAWING}clrScheme")
    except ElementTree.ParseError:
        return []
    found = {}
    for element in scheme if scheme is not None else ():
        colour = element[0]
        found[element.tag.removeprefix(DRAWING)] = colour.get("lastClr") or colour.get("val") or ""
    return [found.get(name, "") for name in ORDER]


def hexadecimal(colour, theme: list[str]) -> str:
    """« #B7E1A1 » for a colour of openpyxl; nothing for white, automatic or unknown."""
    from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415 -- openpyxl is heavy

    told = ""
    if colour.type == "rgb":
        told = str(colour.rgb)[-6:]
    elif colour.type == "theme" and colour.theme < len(theme):
        told = theme[colour.theme]
    elif colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        told = COLOR_INDEX[colour.indexed][-6:]
    if len(told) != 6:
        return ""
    told = _tinted(told.upper(), colour.tint or 0)
    return "" if told == "FFFFFF" else f"#{told}"


def _tinted(told: str, tint: float) -> str:
    """Lighter or darker, as Excel computes it."""
    if not tint:
        return told
    parts = (int(told[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(*parts)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(
        f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation)
    )
