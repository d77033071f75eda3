"""Random names of private files."""

import secrets


def random_name(*_):
    """« 4f/a2/… »: two levels of folders, nothing of the sender's name."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name[2:4]}/{name[4:]}"
