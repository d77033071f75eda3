"""Faults found by a law: listed all together, or the first one when it runs under a known fault."""


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
