"""Answers about an object, each read once while it lives: what a page asks several times."""


class ReadOnce:
    """Kept by the object itself, which says so in its class; a step re-reads the object under its lock."""

    def __init__(self):
        self._answers = {}

    def get(self, name, read):
        """The answer of this name; the first time, what `read()` gives."""
        if name not in self._answers:
            self._answers[name] = read()
        return self._answers[name]

    def forget(self, name=None):
        """After a change: one answer is read again, or all of them."""
        if name is None:
            self._answers.clear()
        else:
            self._answers.pop(name, None)
