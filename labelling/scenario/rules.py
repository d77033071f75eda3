"""Scenario of the rules: the next règlement in preparation, when the demonstration ends."""

from datetime import date

from labelling.scenario.days import days

ROWS = [
    ["delais", "D01", {"delay": "10o"}],
    ["delais", "D08M", {"delay": "60j", "reminders": [20, 10, -1]}],
    ["pieces", "initial/candidature/enquete-satisfaction", {"mandatory": True}],
]


def tell_rules(made):
    """A draft that the référent prepares: nothing changes before it is published."""
    start = date(made.writer.until.year + 1, 7, 1)
    made.writer.act(
        days(made.writer.until, -15),
        "claire",
        "rules.draft",
        "",
        as_="reglement-suivant",
        kind="rules",
        code=f"REG-{start.year}.1",
        title=f"Règlement du label {start.year}",
        effective_from=start,
        rows=ROWS,
    )
