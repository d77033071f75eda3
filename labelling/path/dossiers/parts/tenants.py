"""Strength of the evidence that tenants’ representatives were associated at a stage of a dossier (BR-14).

What bodies say is of a later topic: it is read by the relation that it makes to the dossier, as missions are.
"""

from dataclasses import dataclass, field
from datetime import date

from labelling.path.dossiers import stages
from portal.core import clock

OWN, SILENCE, DECLARED = "own", "silence", "declared"
ORDER = (DECLARED, SILENCE, OWN)  # the weakest first
WORDS = {
    OWN: "la parole des représentants eux-mêmes",
    SILENCE: "leur silence, après le délai, avec la preuve qu’ils ont été consultés",
    DECLARED: "la déclaration de l’organisme, avec sa preuve",
}
NOT_YET = "asked"
CONTESTED = ("contested", "contest_answered")


@dataclass(frozen=True)
class Strength:
    """How strong the evidence of a stage is, and since which day; `code` is "" where there is none."""

    code: str = ""
    day: date | None = None
    contested: tuple = field(default=())  # consultations whose contest is not settled

    @property
    def words(self):
        return WORDS.get(self.code, "aucune preuve")


def strength_of(dossier, stage):
    """The strongest evidence of a stage, dated inside it."""
    since, told = stages.entered_on(dossier, stage), dict.fromkeys(ORDER)
    rows = [one for one in dossier.consultations.all() if one.stage == stage.code]
    for one in rows:
        if one.state == "silent":
            told[SILENCE] = _first(told[SILENCE], one.answer_until_on)
        elif one.state != NOT_YET:
            code = DECLARED if one.is_brought_by_organism else OWN
            told[code] = _first(told[code], stages.day_of(one.word_given_at or one.since_at))
    for day in (*_meetings(dossier, stage, since), *_met_by_the_auditor(dossier, stage, since)):
        told[DECLARED] = _first(told[DECLARED], day)
    code = next((code for code in reversed(ORDER) if told[code]), "")
    contested = tuple(one for one in rows if one.state in CONTESTED)
    return Strength(code, told.get(code), contested)


def _first(known, day):
    return day if known is None else min(known, day)


def _meetings(dossier, stage, since):
    return [
        one.held_on
        for one in dossier.tenant_involvements.all()
        if one.stage == stage.code and since <= one.held_on <= clock.today()
    ]


def _met_by_the_auditor(dossier, stage, since):
    met = [m.tenants_met_on for m in dossier.missions.all() if m.audit_type == stage.audit_type]
    return [day for day in met if day and since <= day <= clock.today()]


def is_enough(strength, stage):
    """Any of the three, unless the dated rule of the stage asks for more."""
    if not strength.code:
        return False
    least = stage.tenants_strength or DECLARED
    return ORDER.index(strength.code) >= ORDER.index(least)
