"""Scenario of advisory support: a few done each year, one planned, one to answer, one declined, one withdrawn."""

from labelling.scenario.days import days
from portal.core.working_days import next_working_day

YEARS = 6
A_YEAR = 365
ADVISER = "paul"  # the référente registers the dossiers (BR-21)
SUBJECTS = (
    (
        "Préparer la visite de l’auditeur",
        "L’audit est dans trois mois. Les agences n’ont jamais été auditées et demandent ce qui les attend.",
        (
            "Le déroulé d’une journée d’audit a été joué avec deux responsables d’agence. Conseil\u00a0: réunir les "
            "preuves par critère avant la visite, et prévoir le temps des représentants de locataires."
        ),
        "2.5",
    ),
    (
        "Associer les représentants de locataires",
        "Le conseil de concertation locative se réunit peu, et nous ne savons pas par où commencer.",
        (
            "Trois formes de rencontre ont été comparées. L’organisme en retient une par trimestre, en pied "
            "d’immeuble, et rend compte des suites au conseil de concertation locative."
        ),
        "1.75",
    ),
    (
        "Choisir les actions du plan",
        "Notre plan compte quarante actions. Nous ne saurons pas les mener toutes.",
        (
            "Les actions ont été classées selon ce que l’enquête des locataires dit de plus net. Douze restent, avec "
            "un responsable et une date\u00a0; les autres attendent la prochaine revue."
        ),
        "3",
    ),
)


def tell_support(made):
    """Organisms that have had the label for long ask first; each year a little more is done."""
    asking = [made.landlords[rank] for rank in (0, 1, 2, 4, 1)]
    for year in range(YEARS, 0, -1):
        for rank in range(1 + (YEARS - year) // 2):
            day = days(made.writer.until, -A_YEAR * year + 40 + 90 * rank)
            turn = year + rank
            who, said = asking[turn % len(asking)], SUBJECTS[turn % len(SUBJECTS)]
            _done(made, f"{year}-{rank}", who, day, said)
    _under_way(made)


def _ask(made, name, who, day, subject, need, **facts):
    name = f"appui-{name}"
    made.writer.act(
        day, who.contact, "support.request", who.name, as_=name, subject=subject, need=need, **facts
    )
    return name


def _accept(made, name, day, planned_on):
    planned_on = next_working_day(planned_on)
    made.writer.act(day, ADVISER, "accept", name, adviser=f"@{ADVISER}", planned_on=planned_on)


def _done(made, name, who, day, said):
    subject, need, summary, hours = said
    name = _ask(made, name, who, day, subject, need)
    _accept(made, name, days(day, 6), days(day, 20))
    made.writer.act(
        days(day, 22),
        ADVISER,
        "complete",
        name,
        done_on=days(day, 20),
        hours=hours,
        summary=summary,
    )


def _under_way(made):
    until, people = made.writer.until, made.personas
    preparing, labelled, completing = (
        people[one] for one in ("preparation", "labelled", "to_complete")
    )
    wished = {"wished_on": days(until, 30)}
    name = _ask(made, "prevu", preparing, days(until, -12), *SUBJECTS[2][:2], **wished)
    _accept(made, name, days(until, -9), days(until, 9))
    _ask(
        made,
        "demande",
        labelled,
        days(until, -2),
        "Faire vivre le label dans les agences",
        "Deux ans après l’attribution, les équipes nouvelles ne connaissent pas nos engagements.",
        wished_on=days(until, 45),
    )
    name = _ask(
        made,
        "decline",
        completing,
        days(until, -7),
        "Relire notre lettre d’engagement",
        "Pouvez-vous relire notre lettre d’engagement avant que la direction ne la signe\u00a0?",
    )
    reason = (
        "Ce qui manque à la lettre est dit dans la demande de complément. L’appui porte sur la démarche, "
        "pas sur les pièces du dossier en cours de contrôle."
    )
    made.writer.act(days(until, -6), "claire", "decline", name, reason=reason)
    name = _ask(made, "retire", labelled, days(until, -60), *SUBJECTS[0][:2])
    made.writer.act(days(until, -57), labelled.contact, "withdraw", name)
