"""The mark, its charters."""


def fill(world):
    """Nothing yet."""
