"""World of performance: a reading whose ratings of auditors the office alone reads, a survey of two organisms."""

from datetime import date

from labelling.steering.performance import counts
from labelling.steering.performance.models import PerformanceReading
from labelling.steering.satisfaction import actions
from labelling.title.labels.models import Label
from portal.core import clock
from tests.access.lines import PRESIDING
from tests.access.people import OFFICE, READING

Part = PerformanceReading.Part


def fill(world):
    """The figures are given, as few as they can be: counting the world would cost what its own laws already cost."""
    last = clock.today().year - 1
    criterion = world.canary("dispersion", *OFFICE)
    around = {code: [None, 0] for code in counts.AROUND}
    scores = {
        "years": [last - 1, last], "themes": [[world.canary("theme", *OFFICE), [[60.0, 3], [62.5, 4]]]],
        "around": around, "criteria": {code: [] for code in counts.CRITERIA},
        "back": {"cases": 1, "organisms": 1, "criteria": [[world.canary("revenu", *OFFICE), 1]]},
    }  # fmt: skip
    auditors = {"criteria": [[criterion, 6, 2, 2.0, 0.5]], "auditors": []}
    figures = {"last": last, "figures": {"stock.labelled": [[last - 1, 2, 2], [last, 3, 3]]}}
    shared = figures | {
        "hidden": {}, "criteria": {code: [] for code in counts.CRITERIA},
        "themes": [[world.canary("themesum", *OFFICE, *PRESIDING, *READING), 61.0]],
    }  # fmt: skip
    for part, content in (
        (Part.FIGURES, figures),
        (Part.SCORES, scores),
        (Part.AUDITORS, auditors),
        (Part.SHARED, shared),
    ):
        PerformanceReading.objects.create(part=part, content=content)
    others = Label.objects.exclude(organism=world.organism).values_list("organism", flat=True)
    rows = [
        {"organism_id": key, "respondents": 400, "overall": 81, "rates": {"home": 77.5}}
        for key in (world.organism.pk, *others[:1])
    ]
    survey = actions.record(date(2024, 11, 30), rows, by=world.people["sonia"])
    for side in ("ours", "theirs"):
        world.things[side]["satisfaction_year"] = survey.year
