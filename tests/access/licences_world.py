"""Licences and proofs of both organisms."""


def fill(world):
    """Nothing yet."""
