"""Lives of organisms drawn from a seed, day after day, with what is counted live from the states on the way.

The steps are those of the tables, without their guards: whatever the engine could ever write in the journal.
"""

import random
from datetime import date, datetime, timedelta

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import FINAL, LabelDossier
from labelling.title.labels import register
from labelling.title.labels.actions import grant
from labelling.title.labels.directory import figures as public
from labelling.title.labels.mentions import LabelMention
from labelling.title.labels.models import Label
from labelling.title.labels.register import UNREGISTERED
from labelling.title.licences.models import BrandLicence
from portal.core import clock
from portal.models import Role
from portal.workflow import Refused, audit_log, taking_over
from tests.factories import make_dossier, make_organism, make_user
from tests.labelling.labels.factories import make_decision

FIRST = date(2022, 1, 3)
OPEN = ("draft", "submitted", "to_complete", "registered", "preparation", "scheduled", "adjourned")
ENDS = {"granted": 6, "refused": 1, "discontinued": 1, "dismissed": 1}
TYPES = ("initial", "renewal", "mention", "verification")
ONWARDS = {  # the steps of a label that a seed may draw
    "suspend", "reinstate", "withdraw", "restore", "annul", "extend", "renounce",
}  # fmt: skip


def noon(day):
    return datetime(day.year, day.month, day.day, 12)


def live():
    """What the states say now, without the figures."""
    in_force = Label.objects.in_force()
    held = set(Label.objects.held().values_list("organism", flat=True))
    suspended = Label.objects.held().filter(state="suspended")
    rows = list(LabelDossier.objects.values_list("organism", "state"))
    engaged = {key for key, state in rows if state not in (*FINAL, *UNREGISTERED)}
    asking = {key for key, state in rows if state in ("submitted", "to_complete")}
    labelled = set(in_force.values_list("organism", flat=True))
    mentioned = LabelMention.objects.in_force().values_list("label__organism", flat=True)
    [whole] = public.tables()["ensemble"]
    return {
        "stock.candidates": len(asking - engaged - held),
        "stock.engaged": len(engaged - held),
        "stock.engaged_named": whole.engaged,
        "stock.labelled": len(labelled),
        "stock.listed": whole.labelled,
        "stock.suspended": suspended.values("organism").distinct().count(),
        "stock.mention": len(set(mentioned)),
        "stock.homes_listed": sum(
            Organism.objects.filter(
                pk__in=register.directory_labels().values("organism")
            ).values_list("homes", flat=True)
        ),
    }


class Replay:
    """`organisms` lives over `months`; `counted` keeps what was live on the evening of some days.

    From the taking over on: before it nobody knew live what the tracking told later.
    """

    def __init__(self, seed, *, organisms=8, months=42):
        self.chance = random.Random(seed)
        self.referent = make_user("Claire", "Vasseur", roles=[Role.REFERENT])
        self.organisms = [
            make_organism(homes=1000 * n, has_public_consent=n % 3 != 0) for n in range(organisms)
        ]
        self.last = FIRST + timedelta(days=30 * months)
        self.counted = {}

    def run(self):
        day, n = FIRST, 0
        while day < self.last:
            with clock.at(noon(day)):
                self._live_a_day(day, n)
                if n > 9 and n % 4 == 0:
                    self.counted[day] = live()
            day, n = day + timedelta(days=self.chance.randint(5, 25)), n + 1
        return self

    def _live_a_day(self, day, n):
        if n == 9:
            self._take_over(day)
        if self.chance.random() < 0.3:
            _run_clock()
        for organism in self.chance.sample(self.organisms, 4):
            label = organism.labels.filter(state__in=("active", "extended", "suspended")).first()
            if label and self.chance.random() < 0.35:
                self._step(label)
            else:
                self._dossier(organism)

    def _dossier(self, organism):
        dossier = organism.dossiers.open().first()
        if dossier is None:
            dossier = make_dossier(organism, dossier_type=self.chance.choice(TYPES), perimeter="x")
            audit_log.begin([dossier], act="open", sentence="ouvert")
            return
        onwards = OPEN[OPEN.index(dossier.state) :] if dossier.state in OPEN else OPEN
        state = self.chance.choice(onwards)
        if dossier.state in ("scheduled", "preparation"):
            state = self.chance.choices(list(ENDS), list(ENDS.values()))[0]
        self._move(dossier, state)

    def _move(self, dossier, state):
        source, dossier.state = dossier.state, state
        if state != "draft":
            dossier.submitted_on = dossier.submitted_on or clock.today()
        dossier.decided_on = clock.today() if state in ("granted", "refused") else None
        dossier.save()
        _tell(dossier, "step", source)
        if state == "granted":
            # Labels end here without the topics that follow them.
            BrandLicence.objects.filter(organism=dossier.organism).delete()
            decision = make_decision(dossier=dossier)
            try:
                grant(dossier, decision, by=self.referent)
            except Refused:
                return  # a mention on no label: the committee would have been told

    def _step(self, label):
        steps = [one for one in label.workflow.transitions.values() if one.name in ONWARDS]
        step = self.chance.choice([one for one in steps if label.state in one.source])
        source, label.state = label.state, step.target
        today = clock.today()
        if step.name == "extend":
            label.end_on += timedelta(days=180)
        if step.name == "renounce":
            label.ended_on = today + timedelta(days=self.chance.randint(0, 90))
        if step.name in ("withdraw", "annul"):
            label.ended_on = today
        label.suspended_on = today if step.target == "suspended" else None
        label.save()
        _tell(label, step.name, source)
        mention = label.mentions.first()
        if mention and self.chance.random() < 0.3:
            decision = mention.decision
            decision.annulled_on, decision.annulment_reason = today, "erreur"
            decision.annulment_reference = "recours"
            decision.save()

    def _take_over(self, day):
        """Two organisms of the tracking: one labelled, one under way."""
        marks = {"taken_over_on": day, "is_demo": True}
        rules = make_dossier(make_organism())
        bound = {"rules": rules.rules, "framework": rules.framework}
        audit_log.begin([rules], act="open", sentence="ouvert")
        made = []
        for n, (state, decided) in enumerate((("granted", date(2021, 6, 30)), ("audit", None))):
            organism = make_organism(homes=500, has_public_consent=True)
            self.organisms.append(organism)
            dossier = LabelDossier(
                reference=f"QH-D-2020-900{n}", organism=organism, state=state, decided_on=decided,
                submitted_on=date(2020, 5, 4), **marks, **bound,
            )  # fmt: skip
            made.append(taking_over.Past(dossier, "le dossier", state, "2021-06-30"))
        dossiers = taking_over.take_over(made, by=self.referent)
        label = Label(
            reference="QH-L-2021-9001", organism=dossiers[0].organism, dossier=dossiers[0],
            start_on=date(2021, 6, 30), end_on=date(2024, 6, 29), perimeter="x", taken_over_on=day,
        )  # fmt: skip
        taking_over.take_over(
            [taking_over.Past(label, "le label", "active", "2021-06-30")], by=self.referent
        )


def _tell(thing, act, source):
    audit_log.write(thing, by=None, act=act, sentence=act, source=source, target=thing.state)


def _run_clock():
    for name in ("supersede", "expire", "take_effect"):
        rows = {t.name: t for t in Label.objects.model().workflow.timed}
        step = Label().workflow.transitions[name]
        for label in Label.objects.filter(rows[name].when(), state__in=step.source):
            label.workflow.fire(label, name)
