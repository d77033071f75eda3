"""Widths of the columns of an exported table, in characters, from its first rows."""

SAMPLE = 50  # rows
LEAST, MOST, OF_A_DATE = 8, 50, 17


def of(head, lines):
    return [
        min(MOST, max(LEAST, len(title) + 3, *(_length(line[n]) for line in lines), LEAST))
        for n, title in enumerate(head)
    ]


def _length(value):
    if value is None:
        return 0
    if isinstance(value, str):
        return max(map(len, value.split("\n"))) + 2
    return OF_A_DATE if hasattr(value, "hour") else 12
