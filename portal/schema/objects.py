"""Database objects that Django's models do not declare: triggers and full-text tables."""

REGISTERED = {}  # label: (install, remove)


def register_object(label, install, remove):
    """`install(connection)` may be called again; `remove(connection)` is its way back."""
    REGISTERED[label] = (install, remove)


def install_all(connection):
    for install, _remove in REGISTERED.values():
        install(connection)


def remove_all(connection):
    """For a flush: triggers would refuse it, and it does not know the full-text tables."""
    for _install, remove in REGISTERED.values():
        remove(connection)
