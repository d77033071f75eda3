"""Layout of a workflow diagram: rows of tiles, lanes for the arrows."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import ceil
from operator import itemgetter

WIDTH, HEIGHT, GAP, LANE, PAD = 158, 60, 44, 9, 22
FEW = 5  # a main path of five tiles holds on one row
MANY = 4  # from four states on, an act is drawn as one arrow « depuis 9 états »


@dataclass
class Tile:
    """A state on the grid; `x` and `y` of its top left corner once laid out."""

    state: str
    row: int
    column: int
    x: int = 0
    y: int = 0


@dataclass
class Route:
    """An arrow from tile to tile: the points of its line, drawn once the rows are placed."""

    source: Tile
    target: Tile
    acts: list
    steps: list = field(default_factory=list)  # ("lane", channel, x1, x2) between two x
    points: list = field(default_factory=list)


@dataclass
class Layout:
    """The whole: tiles by state, routes, states gathered into one arrow, size."""

    tiles: dict
    routes: list
    gathered: dict
    width: int
    height: int


def lay_out(workflow):
    tiles = _tiles(workflow)
    pairs, gathered = _pairs(workflow)
    routes = [Route(tiles[s], tiles[t], acts) for (s, t), acts in pairs.items()]
    rows = max(tile.row for tile in tiles.values()) + 1
    bent = [route for route in routes if not _is_next(route)]
    ports = _ports(bent)
    passages = _passages(bent, ports)
    for route in bent:
        route.steps = _steps(route, ports, passages)
    lanes, counts = _lanes(routes)
    tops, height = _place_rows(rows, counts)
    for tile in tiles.values():
        tile.y = tops[tile.row]
    for route in routes:
        route.points = _points(route, ports, lanes, tops)
    width = (max(tile.column for tile in tiles.values()) + 1) * (WIDTH + GAP) + GAP
    return Layout(tiles, routes, gathered, width, height)


def _tiles(workflow):
    """The main path on one or two rows, then each side state near the states that lead to it."""
    path = list(workflow.path)
    columns = max(1, len(path) if len(path) <= FEW else ceil(len(path) / 2))
    tiles = {s: Tile(s, i // columns, i % columns) for i, s in enumerate(path)}
    side = [state for state in workflow.states if state not in tiles]
    row = (len(path) - 1) // columns + 1
    free = list(range(max(columns, len(side))))
    for state, wish in sorted(_wishes(workflow, tiles, side), key=lambda pair: pair[1]):
        column = min(free, key=lambda c: abs(c - wish))
        free.remove(column)
        tiles[state] = Tile(state, row, column)
    for tile in tiles.values():
        tile.x = GAP + tile.column * (WIDTH + GAP)
    return tiles


def _wishes(workflow, tiles, side):
    """The column each side state would like: the mean of its main neighbours’."""
    near = defaultdict(list)
    for transition in workflow.transitions.values():
        for source in transition.source:
            for state, other in ((source, transition.target), (transition.target, source)):
                if state in side and other in tiles:
                    near[state].append(tiles[other].column)
    return [(state, sum(near[state]) / len(near[state]) if near[state] else 99) for state in side]


def _pairs(workflow):
    """{(source, target): acts} to draw as arrows, and {target: [(act, sources)]} gathered ones."""
    pairs, gathered = defaultdict(list), defaultdict(list)
    for transition in workflow.transitions.values():
        sources = [s for s in transition.source if s != transition.target]
        if len(sources) >= MANY and transition.target not in workflow.path:
            gathered[transition.target].append((transition, sources))
            continue
        for source in sources:
            pairs[source, transition.target].append(transition)
    return pairs, gathered


def _is_next(route):
    """The step to the tile on the right: a straight arrow."""
    source, target = route.source, route.target
    return source.row == target.row and target.column == source.column + 1


def _ends(route):
    """(leaves by, arrives by): the sides of the two tiles, « top » or « bottom »."""
    source, target = route.source.row, route.target.row
    if source == target:
        return "top", "top"
    return ("bottom", "top") if source < target else ("top", "bottom")


def _ports(routes):
    """{(id of route, 0 or 1): x}: the ends on one side of a tile are spread along it."""
    sides = defaultdict(list)
    for route in routes:
        leaves, arrives = _ends(route)
        sides[route.source.state, leaves].append((route.target.x, id(route), 0, route.source.x))
        sides[route.target.state, arrives].append((route.source.x, id(route), 1, route.target.x))
    ports = {}
    for (_, side), ends in sides.items():
        shift = 5 if side == "top" else -5  # a line never falls on that of the tile below
        for rank, (_, route, end, x) in enumerate(sorted(ends, key=itemgetter(0)), 1):
            ports[route, end] = x + round(WIDTH * rank / (len(ends) + 1)) + shift
    return ports


def _passages(routes, ports):
    """{id of route: x} of those that cross a row of tiles, between two columns."""
    taken, passages = defaultdict(int), {}
    for route in routes:
        if abs(route.source.row - route.target.row) > 1:
            is_rightwards = ports[id(route), 1] > ports[id(route), 0]
            column = route.target.column - (1 if is_rightwards else 0)
            left = (column + 1) * (WIDTH + GAP)
            passages[id(route)] = left + 10 + 8 * (taken[column] % 3)
            taken[column] += 1
    return passages


def _steps(route, ports, passages):
    """The horizontal runs of a route: one, or two with a passage between columns in the middle."""
    start, end = ports[id(route), 0], ports[id(route), 1]
    source, target = route.source.row, route.target.row
    if abs(source - target) < 2:
        return [(max(source, target), start, end)]
    passage = passages[id(route)]
    first, last = (source + 1, target) if source < target else (source, target + 1)
    return [(first, start, passage), (last, passage, end)]


def _lanes(routes):
    """{(id of route, rank of run): lane}; two runs of a channel that overlap have two lanes."""
    channels, lanes = defaultdict(list), {}
    for route in routes:
        for rank, (channel, x1, x2) in enumerate(route.steps):
            channels[channel].append((min(x1, x2) - 6, max(x1, x2) + 6, id(route), rank))
    for runs in channels.values():
        ends = []
        for left, right, route, rank in sorted(runs, key=lambda run: (run[1] - run[0], run[0])):
            lane = next((i for i, taken in enumerate(ends) if _fits(left, right, taken)), len(ends))
            if lane == len(ends):
                ends.append([])
            ends[lane].append((left, right))
            lanes[route, rank] = lane
    counts = {
        channel: 1 + max(lanes[r[2], r[3]] for r in runs) for channel, runs in channels.items()
    }
    return lanes, counts


def _fits(left, right, taken):
    return all(right <= other_left or left >= other_right for other_left, other_right in taken)


def _place_rows(rows, counts):
    """The y of each row of tiles, with room above it for the lanes of its channel."""
    tops, y = [], 0
    for row in range(rows):
        y += PAD * (2 if row else 1) + LANE * counts.get(row, 0)
        tops.append(y)
        y += HEIGHT
    return tops, y + PAD


def _points(route, ports, lanes, tops):
    source, target = route.source, route.target
    if _is_next(route):
        y = source.y + HEIGHT // 2
        return [(source.x + WIDTH, y), (target.x, y)]
    leaves, arrives = _ends(route)
    x = ports[id(route), 0]
    points = [(x, source.y + (HEIGHT if leaves == "bottom" else 0))]
    for rank, (channel, x1, x2) in enumerate(route.steps):
        y = tops[channel] - PAD - LANE * lanes[id(route), rank]
        points += [(x1, y), (x2, y)]
    x = ports[id(route), 1]
    return [*points, (x, target.y + (HEIGHT if arrives == "bottom" else 0))]
