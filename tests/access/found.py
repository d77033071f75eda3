"""Faults that a law finds: told all together, or at the first one when the law runs under a known fault."""


class Found(list):
    """Equal to `[]` when the law is kept; `most` faults end it at once."""

    def __init__(self, most=None):
        super().__init__()
        self.most = most

    def tell(self, faults):
        self.extend(faults)
        if self.most and len(self) >= self.most:
            self.end()

    def end(self):
        assert self == [], "\n".join(map(str, self))
