"""Simplification of the map's outlines, run when departements-svg.json changes.

Every vertex is moved to a grid, so that neighbours keep one common border; then vertices that a
straight line tells as well are dropped, the same ones on both sides. Regions are their
départements without the borders they share.
"""

import json
import re
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "labelling" / "data" / "territories"
SCALE = 1.5  # units of the grid in one unit of the source: one is half a pixel on a page
FLAT = 20  # twice the area, in grid units, of a triangle that nobody sees
THIN = 4  # twice the area of a ring over its length
CHANGED = " Tracés simplifiés et arrondis."
INNER = ("75", "92", "93", "94")  # too small to be aimed at: drawn again, larger


def rings(path):
    """Closed rings of integer points on the grid, without repeated points."""
    x = y = 0.0
    found = []
    for ring in re.findall(r"m([^mz]+)z", path):
        points = []
        for dx, dy in re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring):
            x, y = x + float(dx), y + float(dy)
            point = (round(x * SCALE), round(y * SCALE))
            if not points or points[-1] != point:
                points.append(point)
        x, y = start_of(ring, (x, y), points)
        found.append(points[:-1] if points[0] == points[-1] else points)
    return [ring for ring in found if len(ring) > 2]


def start_of(ring, here, points):
    """After « z » the pen is back where the ring began."""
    steps = re.findall(r"(-?[\d.]+),(-?[\d.]+)", ring)[1:]
    return here[0] - sum(float(dx) for dx, _ in steps), here[1] - sum(float(dy) for _, dy in steps)


def area(a, b, c):
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]))


def edges(ring):
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def lighten(shapes):
    """Drop a vertex of exactly two edges (borders counted once) when its triangle is flat enough."""
    while True:
        around = {}
        for ring in (ring for rings_ in shapes.values() for ring in rings_):
            for a, b in edges(ring):
                around.setdefault(a, set()).add(b)
                around.setdefault(b, set()).add(a)
        flat, kept_whole = [], {p for c in INNER for ring in shapes[c] for p in ring}
        for point, near in around.items():
            if point not in kept_whole and len(near) == 2 and (size := area(point, *near)) <= FLAT:
                flat.append((size, point, near))
        gone, held = set(), set()
        for _, point, near in sorted(flat, key=lambda one: (one[0], one[1])):
            if point not in held:
                gone.add(point)
                held |= {point, *near}
        kept = {
            code: [thin for ring in rings_ if len(thin := [p for p in ring if p not in gone]) > 2]
            for code, rings_ in shapes.items()
        }
        if not gone or kept == shapes:
            return shapes
        shapes = {code: kept[code] or shapes[code] for code in shapes}


def drawn(ring):
    """« m12 30 4 5-3 2z »: relative, the shortest way to write it."""
    text, here = "", (0, 0)
    for n, point in enumerate(ring):
        dx, dy = point[0] - here[0], point[1] - here[1]
        text += ("M" if not n else "l" if n == 1 else "" if dx < 0 else " ") + str(dx)
        text += str(dy) if dy < 0 else f" {dy}"
        here = point
    return text + "z"


def outline(rings_):
    """The rings around several départements: borders that two of them share are left out."""
    sides = Counter(edge for ring in rings_ for edge in edges(ring))
    after = {}
    for a, b in sides:
        if (b, a) not in sides:
            after.setdefault(a, []).append(b)
    found = []
    while after:
        first = next(iter(after))
        ring, point = [], first
        while True:
            ring.append(point)
            nexts = after[point]
            following = nexts.pop()
            if not nexts:
                del after[point]
            point = following
            if point == first or point not in after:
                break
        found.append(ring)
    return [ring for ring in found if len(ring) > 2 and not is_sliver(ring)]


def is_sliver(ring):
    """A gap between two neighbours whose common border the source drew twice."""
    around = sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in edges(ring))
    return abs(signed(ring)) < THIN * around


def middle(rings_):
    """Where a figure is written: the centre of the largest ring."""
    ring = max(rings_, key=lambda one: abs(signed(one)))
    whole = signed(ring)
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in edges(ring)) / (3 * whole)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in edges(ring)) / (3 * whole)
    return round(x), round(y)


def signed(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(ring))


def magnified(shapes):
    """Paris and its neighbours, five times larger, in the corner that the sea leaves free."""
    points = [point for code in INNER for ring in shapes[code] for point in ring]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return {"codes": INNER, "scale": 5, "x": 15 - 5 * left, "y": 38 - 5 * top}


def main():
    source = json.loads((FOLDER / "departements-svg.json").read_text(encoding="utf-8"))
    shapes = lighten({c: rings(one["path"]) for c, one in source["departements"].items()})
    regions = {}
    for code, one in source["departements"].items():
        regions.setdefault(one["region"], []).extend(shapes[code])
    content = {
        "credit": source["credit"] + CHANGED,
        "width": round(613 * SCALE),
        "height": round(585 * SCALE),
        "departements": {
            code: [*middle(shapes[code]), "".join(map(drawn, shapes[code]))]
            for code in sorted(shapes)
        },
        "regions": {
            code: "".join(map(drawn, outline(shapes_))) for code, shapes_ in sorted(regions.items())
        },
        "inner": magnified(shapes),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / "carte.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
