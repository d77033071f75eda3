"""Scenario of the tenants' word: bodies kept and verified, an opinion, a contest settled, a paper, a silence."""

LATER = 22  # days from the demand of a word to the day after the end of its delay (D24)
CONTESTED = {
    "stance": "contests",
    "account": (
        "La réunion n’a pas eu lieu le jour dit. Deux personnes de notre association sont venues, la salle était "
        "fermée."
    ),
    "opinion": "Nous voulons une vraie réunion, un soir, avec l’agence.",
    "may_quote": True,
}
OPINIONS = (
    "Les réponses arrivent plus vite qu’avant, mais personne ne rappelle après les travaux.",
    "Les halls sont propres. L’ascenseur du 4 tombe en panne chaque mois et nous ne savons pas pourquoi.",
    "Nous avons été invités et écoutés. Nous demandons les comptes rendus sous un mois.",
)
REPLIES = (
    "Depuis ce mois, le gardien rappelle chaque locataire dans les trois jours qui suivent une intervention.",
    "L’ascenseur sera remplacé avant l’été\u00a0; d’ici là, une permanence répond chaque soir au numéro affiché.",
    "Les comptes rendus partent désormais dans les trois semaines, par courriel et par affichage.",
)
HELD = (
    "Vous avez raison\u00a0: la salle n’était pas ouverte. La réunion s’est tenue huit jours plus tard, à dix-huit "
    "heures, avec la responsable de l’agence, et son compte rendu vous a été remis."
)
SETTLED = "La réunion s’est tenue depuis, l’association y était et en a reçu le compte rendu."
REMARK = "Les portes coupe-feu du bâtiment C sont bloquées ouvertes depuis l’hiver. Regardez-les sans prévenir."
# What agents answer, each in the order of the questions: fourteen of them, an organism where signals get lost.
AGENTS = [
    ("agree", "rather", "rather", "hardly", "agree"),
    ("agree", "hardly", "hardly", "disagree", "rather"),
    ("rather", "agree", "rather", "rather", "agree"),
    ("unsaid", "disagree", "hardly", "disagree", "unsaid"),
    ("agree", "rather", "agree", "hardly", "rather"),
    ("rather", "hardly", "disagree", "disagree", "hardly"),
    ("agree", "agree", "agree", "rather", "agree"),
] * 2


def _bodies(told, offset):
    """An association reached by letter, a council and elected representatives by mail; verified two days later."""
    who = told.landlord
    bodies = (
        ("amicale", "association", "Amicale des locataires", {"postal": "12 rue des Lilas"}),
        (
            "conseil",
            "council",
            "Conseil de concertation locative",
            {"email": f"conseil@{who.name}.example"},
        ),
        ("elus", "elected", "Élus des locataires", {"email": "federation@locataires.example"}),
    )
    for code, kind, label, reach in bodies:
        name = f"{code}-{who.name}"
        told.at(
            offset,
            who.contact,
            "body.add",
            who.name,
            as_=name,
            kind=kind,
            name=label,
            contact="Secrétariat",
            **reach,
        )
    for code, *_ in bodies:
        told.at(offset + 2, told.office, "body.verify", f"{code}-{who.name}")


def _ask(told, offset):
    """The name of each demand: of the association, of the council, of the elected representatives."""
    who = told.landlord
    names = {code: f"avis-{code}-{told.dossier}" for code in ("amicale", "conseil", "elus")}
    for code, name in names.items():
        told.at(offset, who.contact, "consultation.ask", as_=name, body=f"@{code}-{who.name}")
    told.at(offset + 1, told.office, "consultation.post", names["amicale"])
    return names.values()


def _say(told, offset, name, **said):
    told.at(offset, "horloge", "consultation.say", name, **said)


def _agents(told, offset, answers, days=14):
    """A survey of the organism's agents, and what some of them answer by their codes."""
    name = f"equipes-{told.dossier}"
    more = {"agents": 40, "closes_on": told.day(offset + days), "as_": name}
    told.at(offset, told.landlord.contact, "team_survey.open", **more)
    told.at(offset + 2, "horloge", "team_survey.answer", name, answers=answers)


def settled(told, start):
    """At a preparation that begins `start` days from the session: a contest answered and read, an opinion, a silence.

    The auditor, the référent and the committee read them with the dossier.
    """
    who = told.landlord
    _bodies(told, start + 1)
    contest, opinion, _silent = _ask(told, asked := start + 4)
    _say(told, asked + 3, opinion, stance="confirms", opinion=OPINIONS[0], may_quote=True)
    _say(told, asked + 5, contest, **CONTESTED)
    told.at(asked + 6, "horloge", "consultation.remark", contest, text=REMARK)
    told.at(asked + 12, who.contact, "answer", opinion, text=REPLIES[0])
    told.at(asked + 14, who.contact, "answer_contest", contest, text=HELD)
    told.at(asked + 15, told.office, "consultation.post", contest)
    told.at(asked + 16, told.office, "settle", contest, reason=SETTLED)
    told.at(asked + LATER, "horloge", "clock.run", "")
    _agents(told, asked + LATER + 1, AGENTS)


def heard(told, audit):
    """Three opinions, one of them on paper, each answered in its delay; the organism shows in public how it answers.

    Told once the audit on site has ended, so that no act of that evening comes between.
    """
    who = told.landlord
    _bodies(told, audit)
    names = _ask(told, audit + 3)
    for rank, (name, opinion, reply) in enumerate(zip(names, OPINIONS, REPLIES, strict=True)):
        said = {"stance": "confirms", "opinion": opinion, "may_quote": rank > 0}
        if rank == 0:
            told.at(audit + 13, told.office, "consultation.type", name, **said)
        else:
            _say(told, audit + 11, name, **said)
        told.at(audit + 15 + 2 * rank, who.contact, "answer", name, text=reply)
        if rank == 0:
            told.at(audit + 16, told.office, "consultation.post", name)
    told.at(audit + 23, who.signatory, "organism.consent", who.name, shows_answers=True)


def waiting(told, today):
    """Today: a contest and an opinion wait for the organism, and one body has not spoken yet."""
    _bodies(told, today - 20)
    contest, opinion, _asked = _ask(told, today - 16)
    _say(told, today - 15, opinion, stance="corrects", account=OPINIONS[2], opinion=OPINIONS[1])
    _agents(told, today - 9, AGENTS[:6], days=30)
    _say(told, today - 4, contest, **CONTESTED)
