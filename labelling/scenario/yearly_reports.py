"""Scenario of the yearly reports: two years published, the last one being corrected."""

from datetime import date, time

from labelling.scenario.days import days

FOREWORD = (
    "Le bilan {year} dit où en est le label au 31 décembre, ce qui a bougé dans l’année et en combien de temps.\n"
    "Ses chiffres sont ceux d’une démonstration\u00a0: les organismes et les personnes sont inventés."
)
STOCK = (
    "Les organismes labellisés et engagés sont présentés par famille, par région et par taille.\n"
    "Les organismes repris d’un ancien suivi comptent à leur date."
)
REASON = "Le patrimoine d’un organisme était faux au 31 décembre\u00a0: les logements sont comptés à nouveau."


def tell_reports(made):
    """Each in the January that follows its year; the correction, a few days before the story ends."""
    until, done = made.writer.until, []
    for year in (until.year - 2, until.year - 1):
        day = date(year + 1, 1, 20)
        if days(day, 1) > until:
            continue
        # The first one says everything; the next one keeps its choices.
        is_first, foreword = year == until.year - 2, FOREWORD.format(year=year)
        made.writer.act(
            day,
            "claire",
            "report.close",
            is_later=True,
            year=year,
            is_whole=is_first,
            foreword=foreword,
            texts={"stock": STOCK},
        )
        made.writer.act(days(day, 1), "paul", "report.publish", is_later=True, year=year)
        done.append(year)
    if done and days(until, -3) > date(done[-1] + 1, 1, 21):
        made.writer.act(
            days(until, -3),
            "claire",
            "report.correct",
            at=time(10),
            is_later=True,
            year=done[-1],
            reason=REASON,
        )
