"""Family of figures: what its figures have in common, said once; the three figures of a delay."""

from portal.figures import Figure, Measure, register_figure

DAYS = "jours"


class Family:
    """Registers the figures of one family: `family("labelled", "Organismes labellisés", cases, …)`."""

    def __init__(self, code, **common):
        self.code, self.common = code, common

    def __call__(self, code, name, cases, definition, formula, **more):
        fields = {
            "code": f"{self.code}.{code}",
            "name": name,
            "cases": cases,
            "definition": definition,
            "formula": formula,
        }
        return register_figure(Figure(**self.common | fields | more))

    def delay(self, code, name, cases, definition, formula, on_time=None, **more):
        """Median, 90th centile, and the share on time where the rules set a delay.

        `on_time` is (words of the delay, cases whose amount is 1 when it was kept).
        """
        more = {"unit": DAYS} | more
        self(
            code,
            f"{name}\u00a0: médiane",
            cases,
            definition,
            formula,
            measure=Measure.MEDIAN,
            **more,
        )
        self(
            f"{code}_p90", f"{name}\u00a0: 90e centile", cases, definition,
            f"{formula} Neuf sur dix ne dépassent pas ce nombre.", measure=Measure.P90, **more,
        )  # fmt: skip
        if on_time:
            delay, kept = on_time
            self(
                f"{code}_on_time", f"{name}\u00a0: part dans les délais", kept, definition,
                f"Part dont le délai est tenu\u00a0: {delay}.",
                **more | {"measure": Measure.SHARE, "unit": "%"},
            )  # fmt: skip
