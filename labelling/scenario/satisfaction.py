"""Scenario of the tenants’ surveys: one every three years, and who accepts to be compared."""

from datetime import date, time

from labelling.steering.satisfaction.questions import details

SURVEYS = 3  # the last one of last year
EVERY = 3  # years
LATE = time(
    22, 40
)  # after whatever else happens to these organisms, the day of opening whichever it is
LOWEST, SPREAD = 68, 17  # % of satisfied tenants


def tell_satisfaction(made):
    """Results of every organism that is there that day; of those labelled, three in four accept the comparison."""
    until = made.writer.until
    for rank in range(SURVEYS - 1, -1, -1):
        day = date(until.year - 1 - EVERY * rank, 12, 8)
        made.writer.act(
            day,
            "claire",
            "satisfaction.import",
            ended_on=date(day.year, 11, 30),
            results=_results(made, SURVEYS - rank),
        )
    asked = made.personas["labelled"]  # who is left to accept it
    for rank, who in enumerate(made.landlords):
        if rank % 4 and who is not asked:
            made.writer.act(until, who.signatory, "satisfaction.consent", who.name, at=LATE)
    made.writer.act(until, "horloge", "site.read", at=LATE)
    made.writer.act(until, "horloge", "performance.take", at=time(22, 45))


def _results(made, survey):
    """Invented, the same whatever the day: each organism has its level, and gains a little at each survey."""
    return {
        who.row["siren"]: _result(rank, survey) for rank, who in enumerate(made.landlords, start=1)
    }


def _result(rank, survey):
    overall = LOWEST + rank * 7 % SPREAD + survey * (rank % 3) / 2
    rates = {
        one.code: min(99, round(overall + (rank * (order + 3) + survey) % 13 - 8, 1))
        for order, one in enumerate(details())
    }
    return {"respondents": 150 + rank * 37 % 900, "overall": overall, "rates": rates}
