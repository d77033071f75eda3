"""SVG drawing made of tiles and outlined words, without external resource."""

from dataclasses import dataclass, field

from django.template.loader import render_to_string

from labelling.kit import lettering
from portal.ui import theme
from portal.ui.mosaic import STEP, mosaic


@dataclass
class Drawing:
    """Sizes are in pixels; each shape keeps its own scale and place, so that a drawing holds another."""

    width: float
    height: float
    title: str
    shapes: list = field(default_factory=list)

    def rect(self, x, y, width, height, fill):
        d = f"M0 0h{width:g}v{height:g}h-{width:g}z"
        self.shapes.append({"d": d, "fill": fill, "x": x, "y": y, "scale": 1})

    def text(self, text, x, y, size, fill, *, font="text", weight=400, anchor="start"):
        """Write a line on the baseline `y`; its width."""
        wide = lettering.width(text, size, font, weight)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        d = lettering.outline(text, size, font, weight)
        self.shapes.append({"d": d, "fill": fill, "x": left, "y": y, "scale": 1})
        return wide

    def block(self, text, x, y, room, height, fill, *, sizes, leading=1.15, **face):
        """Write a paragraph from its top `y`, as large as it holds; where it ends. May raise Overflow."""
        size, lines = lettering.fitted(text, sizes, room, height, leading=leading, **face)
        for rank, line in enumerate(lines):
            self.text(line, x, y + size * (0.82 + rank * leading), size, fill, **face)
        return y + size * leading * len(lines)

    def mosaic(self, key, columns, rows, x, y, side):
        """Tiles drawn from a key, in the charter's colours of the day; `side`: from one to the next."""
        colour, scale = theme.current().light, side / STEP
        for token, d in mosaic(key, columns, rows):
            self.shapes.append({"d": d, "fill": colour(token), "x": x, "y": y, "scale": scale})

    def place(self, other, x, y, scale=1):
        for shape in other.shapes:
            self.shapes.append(
                shape
                | {
                    "x": x + shape["x"] * scale,
                    "y": y + shape["y"] * scale,
                    "scale": shape["scale"] * scale,
                }
            )

    def svg(self):
        shapes = [
            shape
            | {"x": f"{shape['x']:.2f}", "y": f"{shape['y']:.2f}", "scale": f"{shape['scale']:.4g}"}
            for shape in self.shapes
        ]
        size = {"width": f"{self.width:g}", "height": f"{self.height:g}"}
        return render_to_string(
            "labelling/kit/drawing.svg", {"shapes": shapes, "title": self.title} | size
        )
