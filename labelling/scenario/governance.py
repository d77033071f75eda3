"""Scenario of the governance: an evolution at each step, one of them published as rules of the committee."""

from labelling.scenario.days import days

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
