"""Story of a dossier in a scenario, told backwards from the session that decides it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from labelling.scenario import ratings, reports
from labelling.scenario.days import days, deadlines
from labelling.scenario.reports import (
    COMMENTS,
    OBSERVATIONS,
    SUMMARIES,
    chosen,
    findings_of,
    gaps_of,
)
from labelling.scenario.writing import HOUR
from portal.core.working_days import next_working_day, worked_before
from portal.ui import words

# Days after the closing meeting: the draft, its sending, the observations, the final report, its validation.
ON_TIME, LATE = (12, 13, 20, 24, 30), (23, 24, 27, 31, 34)
PRESENTATION = (
    "{name} loge des familles, des étudiants et des personnes âgées dans tout le département. "
    "L’organisme veut mesurer la qualité de son service, la prouver et la faire progresser avec ses locataires."
)
NOTE = (
    "Dossier complet. Les représentants des locataires ont été associés à chaque étape, le patrimoine est coté en "
    "entier et les constats de l’audit sont traités. Le référent propose au comité d’examiner le dossier."
)
CONFIRMED = {  # what an organism writes to add to the label that it holds
    "verification": "{name} demande au comité de constater que la qualité de service se maintient.",
    "mention": "{name} accompagne le vieillissement de ses locataires\u00a0: adaptations, visites, partenaires.",
    "extension": "{name} a repris le patrimoine d’une commune voisine et demande qu’il entre dans le périmètre.",
}


@dataclass
class Story:
    """One dossier of one organism, with what is special about it."""

    writer: object
    landlord: object
    session: date
    office: str
    auditors: tuple  # (HQS, audit) names of people
    roster: object  # who is free on which days
    nominal: int  # days from the day of the demonstration to the session
    is_ordinary: bool = False  # decided at one of the two sessions of each year
    cycle: int = 1
    type: str = (
        ""  # what is added to a label that is held; by default, a first label or its renewal
    )
    seed: int = 1
    lead: int = 150  # days between the opening and the closing of the HQS diagnosis
    hqs_before_audit: int = 335
    is_hurried: bool = False  # its audit opens as soon as the diagnosis allows it (D06)
    is_refused: bool = False  # it does so badly that the committee refuses the label
    complement: bool = False
    major: bool = False
    is_late: bool = False  # the report of its diagnosis comes after its delay (D07b)
    residences: int = 12
    stop: str = ""  # the step after which nothing more happens, see `endings`
    is_over: bool = False
    latest: date = date.min  # the day of its last act

    def assigned(self, place, start, closing):
        """The auditor of its diagnosis (0) or of its audit (1): the one of the pair, or who is free instead.

        The days are counted from the session, off days left aside.
        """
        pair = list(self.auditors)
        first, last = self.nominal + start, self.nominal + closing
        pair[place] = self.roster.take(
            pair[place], first, last, other=pair[1 - place], is_ordinary=self.is_ordinary
        )
        self.auditors = tuple(pair)
        return pair[place]

    @property
    def dossier(self):
        return f"dossier-{self.landlord.name}-{self.type or self.cycle}"

    @property
    def mission(self):
        return f"audit-{self.landlord.name}-{self.type or self.cycle}"

    @property
    def kind(self):
        return self.type or ("initial" if self.cycle == 1 else "renewal")

    @property
    def presentation(self):
        return CONFIRMED.get(self.type, PRESENTATION).format(name=self.landlord.label)

    @property
    def rank(self):
        """Of its organism, whatever the dossier."""
        return int(self.landlord.name[3:])

    @property
    def voice(self):
        """What makes its reports its own."""
        return self.seed + 3 * self.cycle + len(self.type)

    def day(self, offset):
        """`offset` days from the session, or the next day that is worked: no audit opens on a Sunday.

        A story told on a Sunday keeps its last act: it does not wait for a Monday that has not come.
        """
        plain = days(self.session, offset)
        worked = next_working_day(plain)
        return plain if plain <= self.writer.until < worked else worked

    def at(self, offset, by, do, on=None, *, at=HOUR, **more):
        """An act on that day; the story is over after the act named by `stop`."""
        if self.is_over:
            return
        day = self.day(offset)
        # What waited for Monday comes before what was to be done on Monday.
        late = timedelta(minutes=10) * (day - days(self.session, offset)).days
        hour = (datetime.combine(day, at) - late).time()
        self.writer.act(day, by, do, self.dossier if on is None else on, at=hour, **more)
        self.latest = max(self.latest, day)
        self.is_over = do == self.stop

    def after(self, day):
        """`day`, or the day of its last act if days off have put it later: what comes next cannot come before."""
        return max(day, self.latest)


def initial(story):
    """From the candidature to the agenda of the session, with the HQS diagnosis."""
    audit = -120
    planned = audit - story.hqs_before_audit
    closing = last_closing(story, audit) if story.is_hurried else planned
    candidature(story, closing - story.lead)
    hqs(story, closing, planned)
    start = closing + 38
    story.at(start, story.office, "start_preparation")
    preparation(story, start, step=(audit - start) / 12)
    audited(story, audit, "implementation")
    instructed(story)


def last_closing(story, audit):
    """The last day worked on which the diagnosis may close for the audit to open on its day (BR-17)."""
    closed = worked_before(deadlines()["D06"].parsed.before(story.day(audit)))
    return (closed - story.session).days


def renewal(story):
    """The end-of-cycle dossier, or what is added to a label that is held.

    No HQS; a verification audit six to three months before the end.
    """
    audit = -130
    candidature(story, -330)
    story.at(-285, story.office, "start_preparation")
    preparation(story, -285, step=12, again=True)
    audited(story, audit, "verification")
    instructed(story)


def candidature(story, opening):
    who, name = story.landlord, story.landlord.label
    story.at(opening, who.signatory, "dossier.open", on="", as_=story.dossier,
             organism=f"@{who.name}", type=story.kind)  # fmt: skip
    story.at(opening + 1, who.contact, "dossier.fill", presentation=story.presentation,
             perimeter=f"Tout le patrimoine locatif {words.of(name)}", homes=int(who.row["logements"]))  # fmt: skip
    story.at(opening + 3, who.signatory, "dossier.sign_engagement")
    story.at(opening + 4, who.contact, "dossier.add_required")
    story.at(opening + 5, who.contact, "dossier.add_tenants", stage="candidature", kind="information",
             body="Conseil de concertation locative", attendees=11,
             held_on=story.day(opening + 5))  # fmt: skip
    story.at(opening + 8, who.signatory, "submit")
    if story.complement:
        asked = story.day(opening + 42)
        story.at(opening + 12, story.office, "request_complement", due_on=asked,
                 piece_1="lettre-engagement", reason_1="La lettre ne porte pas la date de sa signature.")  # fmt: skip
        story.at(
            opening + 20,
            who.contact,
            "dossier.answer_complements",
            answer="La lettre datée est versée.",
        )
        story.at(opening + 21, who.signatory, "resubmit")
    story.at(opening + 26, story.office, "register")


def hqs(story, closing, planned):
    """`planned`: the closing as the auditors' roster counts it, the same whatever the day of the demonstration."""
    auditor = story.assigned(0, planned - 3, planned)
    mission = f"hqs-{story.landlord.name}"
    story.at(closing - 62, story.landlord.contact, "mission.open", on="", as_=mission,
             dossier=f"@{story.dossier}", audit_type="hqs")  # fmt: skip
    field_work(story, mission, auditor, closing, start=closing - 3, proposed=closing - 60)
    story.at(closing - 50, story.office, "start_diagnosis")
    report(story, mission, auditor, closing)
    story.at(closing + 34, story.landlord.contact, "dossier.add_tenants", stage="diagnostic",
             kind="restitution", body="Conseil de concertation locative",
             held_on=story.day(closing + 34), attendees=14)  # fmt: skip
    story.at(closing + 35, story.landlord.contact, "dossier.add_required")


def field_work(story, mission, auditor, closing, *, start, proposed):
    story.at(proposed, story.landlord.contact, "propose", on=mission, auditor=f"@auditeur-{auditor}",
             starts_on=worked_before(story.day(start)), ends_on=next_working_day(story.day(closing)))  # fmt: skip
    story.at(
        proposed + 4, auditor, "accept", on=mission, is_impartial=True, keeps_confidential=True
    )
    story.at(start - 20, auditor, "plan", on=mission, plan_sites="Siège, agence Centre, deux résidences",
             plan_people="Direction, responsables d’agence, gardiens, chargés de clientèle",
             plan_tenants_on=story.day(start + 1), plan_tenants_with="Conseil de concertation locative")  # fmt: skip
    story.at(start - 16, story.landlord.contact, "approve_plan", on=mission)
    story.at(start, auditor, "start", on=mission, opened_on=story.day(start))


def report(story, mission, auditor, closing, *, rated=False):
    late = story.is_late and not rated
    drafted, sent, observed, final, validated = LATE if late else ON_TIME
    if rated:
        found = findings_of(story)
        told = ratings.audited(story, auditor, [(kind, code) for kind, code, *_ in found])
        story.at(closing - 2, auditor, "mission.rate_all", on=mission, ratings=told,
                 comment=chosen(COMMENTS, story.voice))  # fmt: skip
        for kind, criterion, text, evidence in found:
            story.at(closing - 1, auditor, "mission.add_finding", on=mission, as_=f"{mission}-{kind}", kind=kind,
                     criterion=criterion, text=text, evidence=evidence)  # fmt: skip
    story.at(closing, auditor, "close_fieldwork", on=mission, at=time(17), closed_on=story.day(closing),
             tenants_met_on=story.day(closing - 2))  # fmt: skip
    story.at(closing + drafted, auditor, "send_draft", on=mission,
             summary=chosen(SUMMARIES, story.voice + rated))  # fmt: skip
    story.at(closing + sent, auditor, "open_contradictory", on=mission)
    story.at(closing + observed, story.landlord.contact, "mission.observe", on=mission,
             text=chosen(OBSERVATIONS, story.voice))  # fmt: skip
    story.at(closing + final, auditor, "finalise", on=mission)
    story.at(closing + validated, story.office, "validate", on=mission)
    if rated:
        reports.tell(story, mission, closing + validated + 9)


def preparation(story, start, *, step, again=False):
    who = story.landlord.contact
    latest = int(start + 7 * step)
    day = lambda n: min(int(start + 12 * n), latest)  # noqa: E731 -- a name for the next lines
    if not again:
        story.at(day(1), who, "stock.generate", count=story.residences, seed=story.seed)
    story.at(day(2), who, "stock.rate", seed=story.seed + story.cycle)
    story.at(day(3), who, "plan.add", actions=[
        {"title": "Répondre à toute demande en cinq jours ouvrés", "criterion_code": "T05.2"},
        {"title": "Contrôler la propreté avec les locataires chaque trimestre", "criterion_code": "T07.2"},
        {"title": "Écrire en français facile les documents d’accueil", "criterion_code": "T04.4"},
    ])  # fmt: skip
    story.at(day(4), who, "plan.cover_priorities")
    story.at(day(5), story.landlord.signatory, "plan.validate")
    story.at(day(7), who, "plan.advance", progress={1: "done", 2: "doing"})
    story.at(day(6), who, "assessment.rate_all", ratings=ratings.declared(story), na=["T12.3"])
    story.at(day(12), who, "dossier.add_tenants", stage="preparation", kind="concertation",
             body="Conseil de concertation locative", held_on=story.day(day(12)), attendees=9)  # fmt: skip
    story.at(day(12), who, "dossier.add_required")


def audited(story, audit, audit_type):
    mission = story.mission
    start, closing = audit + 2, audit + 6
    auditor = story.assigned(1, start, closing)
    story.at(audit - 55, story.landlord.contact, "mission.open", on="", as_=mission,
             dossier=f"@{story.dossier}", audit_type=audit_type)  # fmt: skip
    field_work(story, mission, auditor, closing, start=start, proposed=audit - 53)
    story.at(audit, story.office, "start_audit")
    report(story, mission, auditor, closing, rated=True)
    for kind, gap in gaps_of(story):
        story.at(closing + 28, story.landlord.contact, "finding.answer", on=f"{mission}-{kind}", cause=gap.cause,
                 correction=gap.correction, action=gap.action, owner=gap.owner,
                 planned_on=story.day(closing + 90))  # fmt: skip
        story.at(closing + 34, auditor, "accept", on=f"{mission}-{kind}")
    if story.kind == "renewal":
        # What was promised three years ago has been seen on site.
        story.at(
            closing + 33,
            story.office,
            "close",
            on=f"audit-{story.landlord.name}-{story.cycle - 1}-NCm",
        )
    story.at(closing + 35, auditor, "close", on=f"{mission}-PF")
    story.at(closing + 40, story.office, "dossier.instruct")


def instructed(story):
    story.at(-40, story.office, "dossier.write_note", text=NOTE)
