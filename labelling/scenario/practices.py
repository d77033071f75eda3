"""Scenario of the observatory: practices at each step of their life, and invitations."""

from datetime import time

from labelling.scenario.days import days

BILAN = {
    "title": "Un rendez-vous de bilan trois mois après l’entrée dans le logement",
    "summary": "Le gardien revient voir chaque nouveau locataire au bout de trois mois et règle ce qui reste.",
    "maturity": "deployed",
    "action_type": "transversal",
    "budget_band": "LT5K",
    "context": "Les petites réserves de l’état des lieux restaient ouvertes des mois.",
    "description": "Le rendez-vous est pris le jour de la remise des clés. La liste des réserves est relue à deux.",
    "reproduction": "Il suffit d’une case dans l’agenda des gardiens et d’une grille d’une page.",
    "tenants_role": "Deux associations de locataires ont relu la grille et proposé trois questions.",
    "results": "Les réclamations des six premiers mois baissent d’un tiers.",
    "themes": ["T04"],
    "contact_function": "Direction de la proximité",
    "contact_email": "proximite@organisme.example",
    "reuse_licence": "CC BY 4.0",
    "writing_seconds": 1_060,
}
TABLEAU = BILAN | {
    "title": "Afficher dans le hall la date de fin de chaque panne",
    "summary": "Dès qu’un ascenseur s’arrête, une affiche dit la date de remise en service et qui appeler.",
    "context": "Les locataires appelaient trois fois pour la même panne, sans réponse ferme.",
    "description": "Le prestataire donne une date en deux heures. Le gardien l’affiche et l’envoie par SMS.",
    "reproduction": "Une clause au contrat d’entretien et un modèle d’affiche suffisent.",
    "tenants_role": "Une amicale a choisi les mots de l’affiche.",
    "results": "Les appels pour panne baissent de moitié.",
    "themes": ["T05"],
}
ATELIER = BILAN | {
    "title": "Un atelier de petites réparations avec les locataires, le samedi",
    "summary": "Une fois par mois, un agent apprend à réparer une chasse d’eau ou une poignée.",
    "context": "De petites pannes restaient des semaines sans réparation.",
    "description": "L’atelier se tient dans un local commun, avec une caisse à outils qui se prête.",
    "reproduction": "Un local, une caisse à outils et un agent volontaire.",
    "tenants_role": "Trois locataires animent désormais l’atelier à tour de rôle.",
    "results": "Quarante foyers sont venus la première année.",
    "themes": ["T07"],
}
LUMIERE = BILAN | {
    "title": "Baisser l’éclairage des parkings la nuit",
    "summary": "Une minuterie baisse la lumière des parkings entre minuit et cinq heures.",
    "themes": ["T08"],
}
RETURNED = (
    "La baisse de moitié n’a pas de source\u00a0: dites d’où viennent les appels comptés et sur quelle période. "
    "Précisez aussi la clause du contrat, que d’autres voudront reprendre."
)
WITHDRAWN = "Les locataires demandent le retour de la lumière\u00a0: nous arrêtons l’essai."
REVISED = (
    "Onze comités sur douze se sont tenus en résidence en {}. Quatre décisions sur dix portent "
    "désormais sur un sujet vu sur place le matin même."
)
SCARPALYS = "le-comite-de-direction-se-tient-une-fois-par-mois-dans-une-residence"
ASSOCIATION = "Association régionale des organismes Hlm, exemple du Nord"
TOLD = (
    "Alsanove prête une valise d’outils aux nouveaux arrivants pendant quinze jours. Le gardien la "
    "remet avec les clés et la reprend au premier bilan."
)


def tell_practices(made, who):
    """Read as `who[rank]`: the landlords of the demonstration by their rank."""
    until = made.writer.until

    def around(offset, by, do, on="", **more):
        made.writer.act(days(until, offset), by, do, on, **more)

    around(-5, "claire", "practice.load", at=time(7))
    _proposed(around, made.personas["labelled"], until)
    _returned(around, who[1], until)
    _read_once(around, who[2], until)
    _withdrawn(around, who[9], until)
    _revised(around, who[7], until.year)
    _invited(around, made.personas["labelled"], who)


def _open(around, offset, one, name, facts, until):
    around(
        offset,
        one.contact,
        "practice.open",
        as_=name,
        organism=f"@{one.name}",
        **facts,
        year_started=until.year - 1,
        management_agreement_on=days(until, offset - 3),
    )


def _proposed(around, one, until):
    _open(around, -5, one, "pratique", BILAN, until)
    around(
        -5,
        one.contact,
        "practice.piece",
        "pratique",
        at=time(10),
        kind="video",
        title="Le rendez-vous de bilan en deux minutes",
        url="https://organisme.example/bilan",
        subtitles="subtitled",
    )
    around(-4, one.contact, "submit", "pratique")


def _returned(around, one, until):
    _open(around, -9, one, "pratique-reprise", TABLEAU, until)
    around(-9, one.contact, "submit", "pratique-reprise", at=time(11))
    around(
        -6,
        "claire",
        "request_changes",
        "pratique-reprise",
        reasons=["source", "reproduction"],
        reason=RETURNED,
    )


def _read_once(around, one, until):
    _open(around, -8, one, "pratique-validee", ATELIER, until)
    around(-8, one.contact, "submit", "pratique-validee", at=time(11))
    around(-3, "claire", "validate", "pratique-validee", names_nobody=True)


def _withdrawn(around, one, until):
    """Published, then withdrawn: its address says so (410)."""
    _open(around, -60, one, "pratique-retiree", LUMIERE, until)
    around(-60, one.contact, "submit", "pratique-retiree", at=time(11))
    around(-52, "claire", "validate", "pratique-retiree", names_nobody=True)
    around(-50, "diane", "publish", "pratique-retiree")
    around(-12, one.contact, "withdraw", "pratique-retiree", reason=WITHDRAWN)


def _revised(around, one, year):
    """A new version waits, while everybody reads the former."""
    around(-3, one.contact, "practice.find", as_="pratique-publiee", slug=SCARPALYS)
    around(
        -3,
        one.contact,
        "practice.revise",
        "pratique-publiee",
        as_="pratique-version",
        at=time(10),
        results=REVISED.format(year),
    )
    around(-1, one.contact, "submit", "pratique-version")


def _invited(around, labelled, who):
    """One accepted, whose draft is to be told anew; one from an audit and one from a region, waiting."""
    around(
        -10,
        "claire",
        "practice.invite",
        as_="invitation-acceptee",
        organism=f"@{who[5].name}",
        title="Enregistrer chaque demande le jour même, depuis la loge",
        finding=f"@audit-{who[5].name}-3-PF",
    )
    around(-8, who[5].contact, "accept", "invitation-acceptee", agrees=True)
    around(
        -2,
        "claire",
        "practice.invite",
        as_="invitation-audit",
        organism=f"@{labelled.name}",
        title="Dire en trois heures quand l’ascenseur repart",
        finding=f"@audit-{labelled.name}-3-PF",
        message="Trois organismes m’ont demandé comment vous faites.",
    )
    around(
        -2,
        "paul",
        "practice.invite",
        as_="invitation-region",
        organism=f"@{who[6].name}",
        title="Prêter une valise d’outils à l’entrée dans le logement",
        origin="regional_association",
        association=ASSOCIATION,
        told=TOLD,
    )
