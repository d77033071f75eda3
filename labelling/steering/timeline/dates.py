"""Dates to come of organisms over three years, from their facts and the dated rules; nothing is written."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from labelling.parties.framework.kinds import DossierType
from labelling.steering.timeline.facts import Common, Facts, read_coming
from labelling.steering.timeline.lines import COMPUTED, FIXED, Coming, Source, Trouble
from labelling.steering.timeline.steps import decisions, opening, titles
from labelling.steering.timeline.steps.walk import SIGNATORY, Slip, Walk
from portal.core import clock
from portal.core.working_days import add_days, add_months
from portal.ui import words
from portal.workflow import Refused

MONTHS = 36
STEPS = (*opening.STEPS, *decisions.STEPS)
APPLICATION = (
    "candidature"  # what a supposition names where no dossier and no title has a reference
)
# Steps that somebody may suppose later; the others are limits or follow from them.
MOVABLE = (
    "depot",
    "complements",
    "diagnostic",
    "audit",
    "rapport",
    "constats",
    "instruction",
    "seance",
)


def coming(facts, slip=None):
    """What is to come for one organism, by date; what is late comes first, what no rule dates last."""
    return [line for line in ever(facts, slip) if is_near(line)]


def ever(facts, slip=None):
    """The same, beyond three years too."""
    return sorted(_all(facts, slip), key=lambda line: (not line.is_dated, line.day or date.max))


def is_near(line):
    return not line.is_dated or line.day <= add_months(clock.today(), MONTHS)


def next_dates(user, organisms):
    """{organism pk: Coming or None}: the next date of each that `user` may see, in four queries for any number."""
    found = read_coming(user, organisms)
    return {
        key: next((one for one in coming(facts) if one.is_dated), None)
        for key, facts in found.items()
    }


def _all(facts, slip):
    if not facts.organism.is_active:
        return [*_appeals(facts), *_supports(facts)]
    return [*titles.lines(facts), *_walks(facts, slip), *_appeals(facts), *_supports(facts)]


def _walks(facts, slip):
    living = titles.living(facts.labels)
    label = max(living, key=lambda one: one.end_on, default=None)
    renews = False
    for dossier in facts.open_dossiers:
        is_renewal = dossier.dossier_type == DossierType.RENEWAL
        renews = renews or is_renewal
        yield from _walk(facts, dossier, dossier.dossier_type, facts.held, slip)
    if label and not renews:
        yield from _walk(facts, None, DossierType.RENEWAL, label, slip)
    if label:
        yield from titles.verification(facts, label)
    if facts.is_whole and not label and not facts.open_dossiers:
        yield from _first(facts, slip)


def _walk(facts, dossier, dossier_type, label, slip):
    is_renewal = dossier_type == DossierType.RENEWAL and label in facts.labels
    named = label if is_renewal else dossier
    walk = Walk(
        facts, dossier, dossier_type, label, named.reference if named else APPLICATION, slip
    )
    for step in STEPS:
        if walk.is_stopped:
            break
        step(walk)
    return walk.lines


def _first(facts, slip):
    """BR-76: after a refusal, D17; else the filing that the organism chooses."""
    refused = [one for one in facts.dossiers if one.state == "refused" and one.decided_on]
    last = max(refused, key=lambda one: one.decided_on, default=None)
    if last and last.pk == max(one.pk for one in facts.dossiers):
        first = last.rules.due("D17", last.decided_on)
        if first > clock.today():
            yield Coming(
                f"{last.reference}.candidature",
                "dossier",
                "Nouvelle candidature possible",
                None,
                first,
                sureness=COMPUTED,
                source=Source.of(last.rules, "D17", last.decided_on),
                hand=SIGNATORY,
                revised_at=last.since_at,
                revision=last.version,
            )
            return
    yield from _walk(facts, None, DossierType.INITIAL, None, slip)


def _appeals(facts):
    for one in facts.appeals:
        if one.closed_on is None and one.promised_on:
            is_late = one.promised_on < clock.today()
            late = Trouble(f"Attendu depuis le {words.day(one.promised_on)}.") if is_late else None
            yield Coming(
                f"{one.reference}.reponse",
                "recours",
                "Réponse au recours, au plus tard",
                None,
                one.promised_on,
                sureness=COMPUTED,
                hand=one.hand,
                url=one.get_absolute_url(),
                note=one.reference,
                source=Source(f"Promise à la réception ({words.day(one.received_on)})"),
                is_overdue=is_late,
                trouble=late,
                revised_at=one.since_at,
                revision=one.version,
            )


def _supports(facts):
    for one in facts.supports:
        if one.is_planned:
            is_late = one.planned_on < clock.today()
            late = Trouble(f"Prévu le {words.day(one.planned_on)}, sans compte rendu.")
            yield Coming(
                f"appui.{one.reference}",
                "appui",
                f"Appui-conseil\u00a0: {one.subject}",
                None,
                one.planned_on,
                sureness=FIXED,
                hand=one.hand,
                url=one.get_absolute_url(),
                note=one.reference,
                source=Source("Convenue avec le bureau du label"),
                is_overdue=is_late,
                trouble=late if is_late else None,
                revised_at=one.since_at,
                revision=one.version,
            )


# What no rule dates, supposed so many days after the step before; shown as such.
SUPPOSED = {"depot": 60, "diagnostic": 90}


@dataclass
class ApplyingWalk(Walk):
    """Nobody's dossier yet: what its organism would choose is supposed, the rest follows from the rules."""

    def supposes(self, name):
        if name in SUPPOSED:
            day = add_days(self.day, SUPPOSED[name])
            self.slip = Slip(f"{self.prefix}.{name}", day=day)
        return super().supposes(name)


def application_timeline():
    """[Coming] of a first application whose preparation begins today, by date; empty before the first rules."""
    try:
        facts = Facts(None, Common.read(AnonymousUser()), is_whole=True)
        walk = ApplyingWalk(facts, None, DossierType.INITIAL, None, APPLICATION)
    except Refused:
        return []
    for step in STEPS:
        if walk.is_stopped:
            break
        step(walk)
    return sorted((line for line in walk.lines if line.is_dated), key=lambda line: line.day)
