"""Errors of a scenario file, with their line."""


class ScenarioError(Exception):
    """One or several mistakes; each is « file:line : sentence »."""

    def __init__(self, *lines):
        self.lines = lines
        super().__init__("\n".join(lines))
