"""Good practices in each state."""


def fill(world):
    """Nothing yet."""
