"""Scenario generator: the demonstration, and larger ones from a seed for benchmarks."""

import random

from labelling.scenario import (
    brand,
    cast,
    endings,
    governance,
    office,
    satisfaction,
    stories,
    support,
)
from labelling.scenario.cast import (
    FUNCTIONS,
    JOBS,
    PERSONAS,
    REAL,
    Landlord,
    Names,
    agreed,
    by_region,
    invented,
    newcomer,
)
from labelling.scenario.days import FIRST_LABEL, Calendar, Roster, days
from labelling.scenario.sessions import Session
from labelling.scenario.stories import Story
from labelling.scenario.writing import Writer

CYCLE = 6  # ordinary sessions in the three years of a label
EARLY = 18  # rank from which the first labels were prepared in a hurry
AUDITORS = 12  # of the demonstration
SHARED = 5  # organisms for each auditor of a larger scenario


class Scenario:
    """A writer, a calendar of sessions, a cast, and the organisms' stories."""

    def __init__(self, title, until, seed, auditors=AUDITORS):
        self.writer = Writer(title, until)
        self.days = Calendar(self.writer.until)
        self.names = Names(seed)
        self.chance = random.Random(seed)  # noqa: S311 -- invented data, not a secret
        ranks = range(FIRST_LABEL, -1, -1)
        ranked = {self.days.first_session: FIRST_LABEL + 1} | {
            self.days.ordinary(n): n for n in ranks
        }
        self.calendar = {
            day: Session(day, self.writer, opened=self.days.founding, rank=rank)
            for day, rank in ranked.items()
        }
        office.install(self.writer, self.names, self.days.founding)
        regions = ["11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"]
        self.auditors = office.auditors(self, regions, auditors)
        self.roster = Roster(self.auditors)
        self.regions = regions
        self.landlords, self.personas = [], {}

    @property
    def count(self):
        return len(self.landlords)

    def landlord(self, row, created, *, persona=""):
        """Create an organism, its signatory and its contact."""
        name = f"org{self.count + 1}"
        who = Landlord(name, row["nom"], row, f"signataire{name[3:]}", f"contact{name[3:]}")
        self.landlords.append(who)
        self.personas[persona] = who
        order, stand = PERSONAS.get(persona, (0, ""))
        jobs = {}
        for person, function in ((who.signatory, "signatory"), (who.contact, "contact")):
            first, last = self.names.draw()
            title = f"{agreed(first, *FUNCTIONS[function])}, {who.label}\u00a0: {stand}"
            fields = {"persona": title, "order": order} if persona else {}
            self.writer.person(person, first, last, **fields)
            jobs[function] = agreed(first, *JOBS[function])
        self.writer.act(
            created,
            "claire",
            "organism.create",
            as_=name,
            name=row["nom"],
            siren=row["siren"],
            family=row["famille"],
            departement=row["departement"],
            city=cast.head_office(row["departement"]),
            homes=int(row["logements"]),
            has_public_consent=self.count % 3 != 0,
        )
        self.writer.act(
            created,
            "claire",
            "organism.public_facts",
            on=name,
            towns=cast.towns_of(row, self.count),
            **cast.contacts(row),
        )
        for person, function in ((who.signatory, "signatory"), (who.contact, "contact")):
            self.writer.act(
                created,
                "claire",
                "organism.member",
                on=name,
                user=f"@{person}",
                function=function,
                job=jobs[function],
            )
        return who

    def story(self, who, session, *, cycle=1, **special):
        """One dossier; the session lists it when it is one of the calendar."""
        rank = self.count + cycle
        many = len(self.auditors)
        pair = self.auditors[rank % many], self.auditors[(rank + 5) % many]
        told = Story(
            self.writer,
            who,
            session,
            "claire",
            pair,
            self.roster,
            self.days.nominal(session),
            is_ordinary=self.days.is_ordinary(session),
            cycle=cycle,
            seed=self.count,
            **special,
        )
        (stories.initial if cycle == 1 else stories.renewal)(told)
        return told

    def confirmed(self, who, rank, kind):
        """A verification, a mention or an extension of the perimeter, granted at an ordinary session."""
        self.list(self.story(who, self.days.ordinary(rank), cycle=2, type=kind))

    def list(self, told, option="grant"):
        if told.session in self.calendar:
            self.calendar[told.session].add("committee.list_dossier", told.dossier, option)

    def labelled(self, row, first, *, cycles=4, persona="", **special):
        """An organism labelled at the ordinary session of rank `first`, then renewed every three years."""
        who, told = None, None
        for cycle, rank in enumerate(range(first, -1, -CYCLE)[:cycles], 1):
            session = self.days.ordinary(rank)
            if who is None:
                early = {"lead": 85, "hqs_before_audit": 306, "is_hurried": True}
                pace = early if rank >= EARLY else {"lead": 150}
                who = self.landlord(row, days(session, -460 - pace["lead"]), persona=persona)
                told = self.story(who, session, **pace, **special)
            else:
                told = self.story(who, session, cycle=cycle)
            self.list(told)
        return who, told

    def finish(self):
        for session in self.calendar.values():
            session.play()
        return self.writer


def demonstration(until):
    """Eleven years of the label up to `until`, a day or an instant: one thing at least in every state."""
    made = Scenario("Démonstration\u00a0: onze ans du label, jusqu’à ce jour", until, seed=2016)
    for (
        key,
        name,
        family,
        _region,
        departement,
        source,
    ) in REAL:  # what their source does not tell is left empty
        made.writer.act(
            made.days.founding,
            "claire",
            "organism.create",
            as_=key,
            name=name,
            family=family,
            departement=departement,
            is_demo=False,
            source=source,
        )
    rows = iter(by_region(list(invented(60))))
    endings.labels(made, rows)
    endings.pipeline(made, rows)
    endings.sessions(made, rows)
    office.special_auditors(made)
    endings.undone(made, rows)
    brand.tell_brand(made)
    governance.tell_rules(made)
    governance.tell_governance(made)
    support.tell_support(made)
    satisfaction.tell_satisfaction(made)
    governance.tell_reports(made)
    office.propose_roles(made)
    office.unfinished_candidate(made)
    made.landlord(newcomer(), days(made.writer.until, -1), persona="invited")
    office.share_work(made)
    office.follow_up(made)
    office.answer_alerts(made)
    governance.tell_times(made)
    return made.finish()


def generated(organisms, years, seed, until):
    """A scenario of `organisms` landlords over `years`; one in ten goes to the committee."""
    title = f"Jeu d’essai\u00a0: {organisms} organismes, {years} ans, graine {seed}"
    made = Scenario(title, until, seed, max(AUDITORS, organisms // SHARED))
    oldest = min(2 * years, FIRST_LABEL - 1)
    for rank, row in enumerate(invented(organisms)):
        if rank % 10 == 0:
            made.labelled(row, 1 + made.chance.randrange(oldest))
            continue
        opened = days(until, -made.chance.randrange(20, 365))
        who = made.landlord(row, days(opened, -5))
        for cycle in range(1):
            session = days(opened, 605)
            made.story(
                who, session, stop="dossier.add_tenants" if rank % 7 == 0 else "", cycle=cycle + 1
            )
    return made.finish()
