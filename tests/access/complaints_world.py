"""What strangers wrote: messages, misuses, complaints, appeals."""


def fill(world):
    """Nothing yet."""
