"""Assets of the kit and their downloads."""


def fill(world):
    """Nothing yet."""
