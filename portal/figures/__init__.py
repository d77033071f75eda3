"""Dictionary of figures: each counted once, with its definition, its day and the cases behind it."""

from portal.figures.dictionary import Axis, Figure, all_figures, figure, register_figure
from portal.figures.measuring import Case, Measure, Period, measured, rounded

__all__ = [
    "Axis",
    "Case",
    "Figure",
    "Measure",
    "Period",
    "all_figures",
    "figure",
    "measured",
    "register_figure",
    "rounded",
]
