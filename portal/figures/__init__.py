"""Dictionary of figures: each counted once, with its definition, its day and the cases behind it."""

from portal.figures.dictionary import (
    Axis,
    Case,
    Figure,
    Measure,
    Period,
    all_figures,
    figure,
    measured,
    measured_amounts,
    register_figure,
    rounded,
)

__all__ = [
    "Axis",
    "Case",
    "Figure",
    "Measure",
    "Period",
    "all_figures",
    "figure",
    "measured",
    "measured_amounts",
    "register_figure",
    "rounded",
]
