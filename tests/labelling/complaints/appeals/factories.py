"""Factories of appeals: led to the proposal or to the decision of their college."""

from datetime import date, datetime

from labelling.committee.complaints.handlers import actions
from portal.core import clock
from tests.labelling.committee.factories import fresh
from tests.labelling.complaints.factories import fire, lodge

NOTIFIED = date(2026, 11, 24)
LAST = date(2027, 1, 25)  # 60 days lead to Saturday 23 January: the next working day
REASONS = "Les preuves versées en mai n’ont pas été lues : le comité les examine de nouveau."


def at(day, hour=12):
    return clock.at(datetime(day.year, day.month, day.day, hour))


def decided(decision, alice, committee, outcome):
    """An appeal led to its panel's decision."""
    president, panel = committee["PRES"], [committee["S4"], committee["S5"]]
    appeal = fire(lodge(decision, alice), "acknowledge", president)
    actions.assign(appeal, panel, by=president)
    fire(appeal, "investigate", panel[0], finding="Les preuves étaient au dossier.")
    fire(appeal, "propose", panel[1], outcome=outcome, answer=REASONS)
    return fresh(fire(appeal, "agree", panel[0]))


def proposed(decision, alice, committee):
    """An appeal whose decision one of three members has written."""
    president, panel = committee["PRES"], [committee[code] for code in ("S3", "S4", "S5")]
    appeal = fire(lodge(decision, alice), "acknowledge", president)
    actions.assign(appeal, panel, by=president)
    fire(appeal, "investigate", panel[0], finding="Les preuves étaient au dossier.")
    return fire(appeal, "propose", panel[0], outcome="upheld", answer=REASONS), panel
