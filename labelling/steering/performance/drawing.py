"""Drawing of the trend of a figure: a line over its known years, and the words that say it."""

from labelling.steering.performance import sentences

WIDE, HIGH, MARGIN = 120, 32, 4


def trend(years, label):
    """{line, x, y, label} of [(year, value, cases)], or None under two known years; `label` says it in words."""
    known = sentences.known(years)
    if len(known) < 2:
        return None
    values = [value for _, value, _ in known]
    low, span = min(values), (max(values) - min(values)) or 1
    first, step = years[0][0], (WIDE - 2 * MARGIN) / (len(years) - 1)
    places = [
        (MARGIN + (year - first) * step, HIGH - MARGIN - (HIGH - 2 * MARGIN) * (value - low) / span)
        for year, value, _ in known
    ]
    x, y = places[-1]
    return {
        "line": " ".join(f"{left:.0f},{top:.0f}" for left, top in places),
        "x": round(x),
        "y": round(y),
        "label": label,
    }
