"""Scenario of the brand: licences, kit, proofs, public requests."""

from datetime import date, time

from labelling.scenario import practices
from labelling.scenario.days import days
from portal.ui import words


def tell_communities(made):
    until, contact = made.writer.until, made.personas["labelled"].contact
    made.writer.act(days(until, -1), "claire", "community.furnish", at=time(7), is_later=True)
    made.writer.act(days(until, -1), contact, "event.register", audience="club")


ACCEPTING = {  # rank of a labelled organism: the rank of the session of its first label
    1: 19, 2: 18, 3: 17, 4: 16, 5: 15, 6: 14, 7: 12, 8: 10, 9: 9, 10: 7, 12: 2, 14: 13, 15: 11, 16: 5,
}  # fmt: skip
EXPIRED, WITHDRAWN, RENOUNCED, ADJOURNED, ACCUSED = 4, 14, 16, 18, 6
CHANGES = "Le bleu est plus soutenu, pour rester lisible sur les affiches de hall."
RULES = (
    "Projet de règlement d’usage, version de démonstration. La marque s’emploie avec le nom de "
    "l’organisme, le numéro de son label et sa date de fin\u00a0; elle se retire quand le label prend fin."
)
GRIEVANCE = (
    "La plaquette distribuée le {} présente comme labellisées deux résidences qui sont hors "
    "du périmètre du label, malgré un rappel écrit."
)
COMMITMENTS = (
    ("Nous répondons à chaque demande écrite en cinq jours ouvrés.", "90 %", "93 %",
     "suivi des demandes, {half}"),
    ("Nous contrôlons la propreté des halls chaque mois, avec des locataires.", "12 visites par an",
     "11 visites", "comptes rendus des visites, {year}"),
    ("Nous disons la date de fin de chaque panne d’ascenseur sous 24 heures.", "95 %", "88 %",
     "relevé des pannes, {half}"),
)  # fmt: skip
APPEAL = (
    "La décision d’ajourner ne tient pas compte des preuves versées le {}, que le rapport final "
    "cite pourtant. Nous demandons que le dossier soit examiné de nouveau avec ces pièces."
)
ANSWER = (
    "La page Devenir labellisé dit les six étapes et ce que chacune demande. La candidature s’ouvre "
    "depuis l’espace de votre organisme, dès que son compte est créé."
)


def tell_brand(made):
    """All that the Dircom's desk shows, around the day when the demonstration ends."""
    who = {int(one.name[3:]): one for one in made.landlords}
    _charter(made)
    _acceptances(made, who)
    _endings(made, who)
    _proofs(made, who)
    _kit(made, who)
    _commitments(made, who)
    _messages(made, who)
    _demands(made, who)
    practices.tell_practices(made, who)
    tell_communities(made)


def _around(made, offset, by, do, on="", **more):
    made.writer.act(days(made.writer.until, offset), by, do, on, **more)


def _charter(made):
    """The next charter and the next règlement d’usage, still drafts: nothing changes before they are published."""
    start = date(made.writer.until.year + 1, 3, 1)
    _around(made, -20, "diane", "brand.charter", as_="charte-suivante", code=f"{start.year}.1",
            title=f"Charte {start.year}", effective_from=start, changes=CHANGES,
            colours={"brand": ["#0a4257", "#8fd0dd"]}, publish=False)  # fmt: skip
    _around(made, -18, "diane", "brand.rules", as_="reglement-usage", code=f"RU-{start.year}.1",
            title="Règlement d’usage de la marque", effective_from=start, text=RULES, publish=False)  # fmt: skip


def _acceptances(made, who):
    """Two months after the first label; the clock carries it on at each renewal under the same charter."""
    for rank, session in ACCEPTING.items():
        one = who[rank]
        made.writer.act(days(made.days.ordinary(session), 60), one.signatory, "licence.accept",
                        organism=f"@{one.name}", supports=["web", "print", "signs"])  # fmt: skip
    for persona in ("preparation", "contradictory"):
        one = made.personas[persona]
        _around(made, -90, one.signatory, "licence.accept", organism=f"@{one.name}", variant="engaged",
                supports=["web"])  # fmt: skip


def _licence(made, one, day):
    name = f"licence-{one.name}"
    made.writer.act(day, "diane", "licence.of", as_=name, at=time(8), organism=f"@{one.name}")
    return name


def _endings(made, who):
    """Two cessations confirmed, one in course, one revocation proposed."""
    ended = days(made.days.ordinary(10), 65), days(made.days.ordinary(9), 65)
    for rank, day in zip((EXPIRED, WITHDRAWN), ended, strict=True):
        one = who[rank]
        name = _licence(made, one, day)
        made.writer.act(day, one.contact, "licence.declare_cessation", name)
        made.writer.act(days(day, 9), "diane", "confirm", name)
    one, day = who[RENOUNCED], days(made.days.today, -35)
    made.writer.act(days(made.days.today, -54), "horloge", "clock.run")
    name = _licence(made, one, day)
    made.writer.act(day, one.contact, "licence.declare_cessation", name, printed=False,
                    note="Site, signatures et réseaux sociaux. Les panneaux suivent le mois prochain.")  # fmt: skip
    name = _licence(made, who[ACCUSED], days(made.writer.until, -10))
    _around(
        made,
        -10,
        "diane",
        "licence.propose_revocation",
        name,
        reason=GRIEVANCE.format(_day_in_words(made, -22)),
    )


def _proofs(made, who):
    """One approved, one to correct, one whose answer is late, one just arrived."""
    for key, rank, sent, title, support in (
        ("approuve", 3, -40, "Affiche de hall, saison prochaine", "print"),
        ("corriger", 3, -12, "Bandeau du site", "web"),
        ("retard", 1, -30, f"Rapport d’activité {made.writer.until.year - 1}", "print"),
        ("recu", 2, -3, "Panneau d’accueil de l’agence Centre", "signs"),
    ):
        one = who[rank]
        _around(made, sent, one.contact, "proof.submit", as_=f"bat-{key}", organism=f"@{one.name}",
                title=title, support=support)  # fmt: skip
    _around(made, -33, "diane", "proof.answer", "bat-approuve", outcome="approved")
    _around(made, -6, "diane", "proof.answer", "bat-corriger", outcome="changes_requested", annotated=True,
            text="Le numéro du label manque sous le logo\u00a0; la zone de protection est trop étroite.")  # fmt: skip


def _kit(made, who):
    _around(made, -15, "diane", "kit.load", at=time(8), is_later=True)
    for rank, offset, layout in (
        (3, -11, "horizontal"),
        (3, -4, "monochrome"),
        (1, -9, "vertical"),
    ):
        _around(
            made,
            offset,
            who[rank].contact,
            "kit.take",
            is_later=True,
            asset=f"Logo organisme labellisé, {layout}",
        )
    _around(made, -7, made.personas["preparation"].contact, "kit.take", is_later=True,
            asset="Logo organisme engagé, horizontal")  # fmt: skip


def _commitments(made, who):
    names = ("text", "target", "result", "source")
    measured = _end_of_half_year(made.writer.until)
    rank = "premier" if measured.month == 6 else "second"
    period = {"half": f"{rank} semestre {measured.year}", "year": made.writer.until.year - 1}
    for rank in (1, 3, 5):
        said = [
            dict(zip(names, (text.format(**period) for text in row), strict=True))
            | {"measured_on": measured}
            for row in COMMITMENTS
        ]
        _around(made, -70 + rank, who[rank].signatory, "commitment.publish", who[rank].name,
                commitments=said)  # fmt: skip
        for place in ("Agence Centre", "Résidence Les Lilas"):
            _around(made, -60 + rank, who[rank].signatory, "promise.display", who[rank].name, place=place,
                    contact="accueil de l’agence, du lundi au vendredi, de 9 h à 17 h")  # fmt: skip


def _end_of_half_year(day):
    """The last 30 June or 31 December, two months old at least."""
    known = days(day, -60)
    return (
        date(known.year, 6, 30)
        if known >= date(known.year, 6, 30)
        else date(known.year - 1, 12, 31)
    )


def _day_in_words(made, offset):
    """That day, as a sentence of the year says it."""
    return words.day(days(made.writer.until, offset), year=False)


def _messages(made, who):
    _around(made, -9, "horloge", "enquiry.send", as_="message-1", topic="join", name="Anne Lemaire",
            email="anne.lemaire@exemple.example",
            text="Notre office compte 3 200 logements. Par où commencer pour être labellisé\u00a0?")  # fmt: skip
    _around(made, -8, "claire", "answer", "message-1", answer=ANSWER)
    _around(made, -2, "horloge", "enquiry.send", as_="message-2", topic="press", name="Luc Morel",
            email="redaction@journal.example",
            text="Je prépare un article sur la qualité de service. À qui poser quelques questions\u00a0?")  # fmt: skip
    _around(made, -1, "horloge", "admission.ask", as_="demande-despace-1", organism="Office de la Sarvonne",
            siren="984512368", family="OPH", departement="71",
            signatory={"name": "Élise Marchal", "job": "directrice générale",
                       "email": "direction@sarvonne.example"},
            sender={"name": "Karim Belhadj", "email": "qualite@sarvonne.example"},
            text="Notre office veut préparer un dossier pour l’an prochain.")  # fmt: skip
    _around(made, -3, "horloge", "auditor.candidate", as_="candidature-1", first_name="Élise", last_name="Garnier",
            email="elise.garnier@exemple.example", firm="Garnier Conseil",
            text="Huit ans d’audits de service dans les transports, et deux ans auprès d’un bailleur.")  # fmt: skip
    _around(made, -21, "horloge", "misuse.report", as_="signalement-1", reason="claim",
            organism=who[EXPIRED].label, place="Panneau à l’entrée de la résidence",
            seen_on=days(made.writer.until, -23),
            text="Le panneau dit que l’organisme est labellisé, et l’annuaire ne le nomme plus.",
            email="locataire@exemple.example")  # fmt: skip
    _around(made, -18, "diane", "acknowledge", "signalement-1")
    _around(made, -16, "diane", "retain", "signalement-1",
            finding=f"La photo et la visite du {_day_in_words(made, -18)} confirment le panneau.")  # fmt: skip
    _around(made, -1, "horloge", "misuse.report", as_="signalement-2", reason="mark",
            place="Une annonce de location en ligne",
            text="Le logo du label illustre une annonce d’une agence privée.")  # fmt: skip


def _demands(made, who):
    """Complaints received, and handled by somebody who took no part; an appeal before its panel."""
    _around(made, -26, "horloge", "complaint.file", as_="reclamation-1", about="organism",
            organism=who[5].label, name="Amicale des Tilleuls", email="amicale@exemple.example",
            text="Depuis six mois, trois courriers sur le chauffage collectif restent sans réponse.")  # fmt: skip
    _around(made, -24, "claire", "acknowledge", "reclamation-1")
    _around(made, -24, "claire", "request.assign", "reclamation-1", at=time(10), people=["@paul"])
    _around(made, -3, "horloge", "complaint.file", as_="reclamation-2", about="organisation",
            name="Jean Petit", email="jean.petit@exemple.example",
            text="La page du calendrier annonce une séance dont la date a changé sans que ce soit dit.")  # fmt: skip
    day, one = days(made.days.ordinary(1), 60), who[ADJOURNED]
    evidence = words.day(days(made.days.ordinary(1), -27), year=False)
    made.writer.act(
        day,
        one.signatory,
        "appeal.lodge",
        f"dossier-{one.name}-1",
        as_="recours",
        text=APPEAL.format(evidence),
    )
    made.writer.act(days(day, 4), "secretaire", "acknowledge", "recours")
    made.writer.act(days(day, 5), "secretaire", "request.assign", "recours",
                    people=["@auditeur5", "@auditeur6"])  # fmt: skip
