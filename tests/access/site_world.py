"""Pages, subscriptions and campaigns of the public site."""


def fill(world):
    """Nothing yet."""
