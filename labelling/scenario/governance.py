"""Scenario of the governance: an evolution at each step, one of them published as rules of the committee."""

from datetime import date, time

from labelling.scenario.days import days
from portal.core.working_days import add_months

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


TOLD = 8  # months
MINUTES = [  # kind, act, before the portal, today
    ["labelling.organism", "member_joined", 20, 4],
    ["labelling.organism", "organism_added", 25, 6],
    ["labelling.committeesession", "list", 30, 5],
    ["labelling.auditorstatement", "confirm", 15, 4],
    ["labelling.auditoraccreditation", "review", 35, 20],
    ["labelling.auditoraccreditation", "send_to_training", 15, 3],
    ["labelling.auditoraccreditation", "ready_for_committee", 20, 5],
    ["labelling.auditmission", "validate", 60, 35],
    ["labelling.labeldossier", "register", 90, 40],
    ["labelling.labeldossier", "request_complement", 40, 15],
    ["labelling.labeldossier", "note", 120, 75],
    ["labelling.labeldossier", "schedule", 20, 3],
    ["labelling.labeldossier", "start_preparation", 15, 2],
    ["labelling.labeldossier", "start_audit", 15, 2],
    ["labelling.labeldossier", "start_diagnosis", 15, 2],
    ["labelling.labeldossier", "to_review", 10, 2],
]


def tell_times(made):
    """On the 4th of each month, of the acts of the month before; the counts are those of the last evening."""
    first = add_months(made.writer.until.replace(day=1), 1 - TOLD)
    for rank in range(TOLD):
        day = days(add_months(first, rank), 3)
        made.writer.act(day, "claire", "act_times.declare", at=time(17), times=MINUTES)
    made.writer.act(made.writer.until, "horloge", "act_ledger.count", at=time(22, 45))


ROWS = [
    ["delais", "D01", {"delay": "10o"}],
    ["delais", "D08M", {"delay": "60j", "reminders": [20, 10, -1]}],
    ["pieces", "initial/candidature/enquete-satisfaction", {"mandatory": True}],
]


def tell_rules(made):
    """A draft that the référent prepares: nothing changes before it is published."""
    start = date(made.writer.until.year + 1, 7, 1)
    made.writer.act(
        days(made.writer.until, -15),
        "claire",
        "rules.draft",
        "",
        as_="reglement-suivant",
        kind="rules",
        code=f"REG-{start.year}.1",
        title=f"Règlement du label {start.year}",
        effective_from=start,
        rows=ROWS,
    )


TITLES = {
    "enquete": "L’enquête de satisfaction demandée dès la candidature",
    "controle": "Un contrôle de complétude en dix jours ouvrés",
    "consultation": "Une consultation écrite du comité plus longue",
    "degres": "Trois degrés de label",
}


def tell_governance(made):
    """Proposed, endorsed, published, set aside; each waits for whom its page says."""
    _proposed(made)
    _endorsed(made)
    _published(made)
    _set_aside(made)


def _propose(made, name, day, by, change, reason, **facts):
    values = {"title": TITLES[name], "change": change, "reason": reason} | facts
    made.writer.act(day, by, "evolution.propose", as_=f"evolution-{name}", **values)


def _step(made, name, day, do, by="claire", **values):
    made.writer.act(day, by, do, f"evolution-{name}", **values)


def _proposed(made):
    until = made.writer.until
    _propose(
        made,
        "enquete",
        days(until, -12),
        "claire",
        "L’enquête triennale auprès des locataires devient une pièce obligatoire de la candidature.",
        "Les candidats qui la joignent préparent mieux leur diagnostic, et le comité la demande toujours.",
        origin="commission",
        proposed_on=days(until, -14),
        due_on=days(until, 20),
    )


def _endorsed(made):
    until = made.writer.until
    _propose(
        made,
        "controle",
        days(until, -75),
        "president",
        "Le délai de contrôle d’un dossier déposé passe de quinze à dix jours ouvrés.",
        "Les organismes attendent ce contrôle pour engager leur auditeur.",
    )
    _step(
        made,
        "controle",
        days(until, -25),
        "endorse",
        endorsed_on=days(until, -26),
        reference="CNQS-4",
        due_on=days(until, 33),
    )


def _published(made):
    """The office prepares the version while both bodies decide; the deputy publishes it."""
    writer, until = made.writer, made.writer.until
    start = days(until, 45)
    _propose(
        made,
        "consultation",
        days(until, -150),
        "claire",
        "Le comité a vingt jours, au lieu de quinze, pour répondre à une consultation écrite.",
        "Deux consultations de l’an dernier n’ont pas atteint le quorum dans le délai.",
        origin="committee",
        proposed_on=days(until, -152),
    )
    _step(
        made,
        "consultation",
        days(until, -110),
        "endorse",
        endorsed_on=days(until, -111),
        reference="CNQS-3",
    )
    _step(
        made,
        "consultation",
        days(until, -60),
        "evolution.decide",
        decided_on=days(until, -61),
        reference="CX-7",
    )
    draft = "comite-suivant"
    writer.act(
        days(until, -58),
        "claire",
        "rules.draft",
        as_=draft,
        kind="committee",
        code=f"COM-{start:%Y.%m}",
        title=f"Règles du comité {start.year}",
        effective_from=start,
        rows=[["votes", "tout", {"written_consultation_days": 20}]],
    )
    _step(made, "consultation", days(until, -57), "link", draft=f"@{draft}")
    writer.act(
        days(until, -56),
        "claire",
        "propose",
        draft,
        origin="committee",
        proposed_on=days(until, -152),
    )
    writer.act(
        days(until, -55),
        "claire",
        "endorse",
        draft,
        adviser="commission",
        endorsed_on=days(until, -111),
        reference="CNQS-3",
    )
    writer.act(
        days(until, -54), "claire", "decide", draft, decided_on=days(until, -61), reference="CX-7"
    )
    writer.act(days(until, -30), "paul", "publish", draft, effective_from=start)


def _set_aside(made):
    until = made.writer.until
    _propose(
        made,
        "degres",
        days(until, -300),
        "claire",
        "Le label aurait trois degrés, selon la note de l’audit de mise en œuvre.",
        "Des organismes demandent à montrer leurs progrès d’un cycle à l’autre.",
        origin="commission",
        proposed_on=days(until, -301),
    )
    _step(
        made,
        "degres",
        days(until, -240),
        "set_aside",
        body="commission",
        set_aside_on=days(until, -241),
        reason="Le label atteste une démarche\u00a0: un degré en ferait un classement des organismes.",
    )
