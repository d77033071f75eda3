"""Organisms silent for long: no exchange noted, no line in the journal of their dossier."""

from datetime import timedelta

from labelling.cockpit.cases import Listed, about, kept
from labelling.dossiers.stages import day_of

AT_WORK, LABELLED = 90, 365  # days: with an open dossier, with a label alone


def silent(facts):
    """[(organism, last day)] beyond the time that is theirs, the longest silence first."""
    last, limits = {}, {}
    for label in facts.labels:
        _keep(last, label.organism, label.start_on)
        limits[label.organism] = LABELLED
    for wait in facts.waits:
        _keep(last, wait.row.organism, day_of(wait.row.last_at or wait.row.since_at))
        limits[wait.row.organism] = AT_WORK
    for key in last:
        if key in facts.organisms:
            _keep(last, key, facts.organisms[key].last_exchange_on)
    over = [
        (key, day)
        for key, day in last.items()
        if key in facts.organisms and day < facts.today - timedelta(limits[key])
    ]
    return sorted(over, key=lambda one: (one[1], one[0]))


def _keep(last, key, day):
    if day and day > last.get(key, day - timedelta(1)):
        last[key] = day


def listed(facts):
    at_work = {wait.row.organism for wait in facts.waits}
    rows = (
        about(
            facts,
            key,
            "dossier ouvert" if key in at_work else "label en vigueur",
            day,
            name="follow_up",
        )
        for key, day in silent(facts)
    )
    meaning = (
        f"sans échange noté ni acte sur leur dossier depuis {AT_WORK} jours, "
        f"ou {LABELLED} jours s’ils n’ont qu’un label"
    )
    return Listed("Organismes silencieux", meaning, kept(rows), "Dernier signe")
