"""A session of the committee as its people play it: declarations, attendance, ballots, a departure, minutes.

Simon Lefort is absent and Laure Meunier, his suppléante, votes; Noémie Bonnet leaves before she has voted.
"""

from tests.e2e.journeys.errands import FOUND

OPH = "Fédération nationale des OPH"
MEMBERS = ("president", "camille", "victor", "noemie")
DEPARTURE = "Votre départ est noté à 10 h 11 : vous ne votez plus."
VOTED = (
    "Michel Auroy (Présidence du comité), Camille Vidal (Vice-présidence du comité), "
    "Victor Barbier (Ministère chargé du logement)"
)


def convene(at, meet):
    """The secretary and the members, by their names, who have received the dossiers and declared their ties.

    The suppléante declares on the page of the point, which opens no file to her before.
    """
    at("2026-11-16 10:00")
    secretary = meet("secretaire").act(f"{FOUND.session}convoquer/", "Convoquer le comité")
    at("2026-11-20 10:00")
    secretary.act(f"{FOUND.session}envoyer-les-dossiers/", "Envoyer les dossiers")
    at("2026-11-30 10:00")
    people = {name: meet(name) for name in (*MEMBERS, "laure")}
    for name in MEMBERS:
        people[name].go(f"{FOUND.session}declarations/").fill(lien__1="non")
        people[name].press("Enregistrer mes déclarations")
    laure = people["laure"].go(f"{FOUND.session}1/")
    assert "Dites d’abord vos liens d’intérêts" in laure.text
    assert "Lire le dossier de séance" not in laure.text
    laure.press("Je n’ai aucun lien")
    assert "Lire le dossier de séance" in laure.text
    return secretary, people


def take_attendance(at, secretary, shot):
    """Everybody but Simon Lefort; his suppléante sits for him."""
    at("2026-12-03 09:50")
    secretary.act(
        f"{FOUND.session}emargement/", "Enregistrer les présences",
        t__PRES=True, t__VICE=True, t__MIN=True, t__LOC1=True, s__FOPH=True,
    )  # fmt: skip
    assert "Quorum atteint 5 sièges présents sur 5, il en faut 3." in secretary.text
    assert "Laure Meunier, suppléant" in secretary.text
    shot(secretary.page, "parcours-7-quorum")


def cast(member, option):
    """Deposit a ballot on the page of the point, as it is shown."""
    member.fill(option=option).press("Déposer mon vote")
    assert "Vote déposé" in member.text


def leave(at, secretary, noemie, shot):
    """The ballot was on her screen; the departure is noted before she sends it."""
    noemie.go(f"{FOUND.session}1/").fill(option="grant")
    at("2026-12-03 10:12")
    secretary.act(
        f"{FOUND.session}emargement/", "Enregistrer les présences", t__LOC1=False, hour="10:11"
    )
    assert "Quorum atteint 4 sièges présents sur 5, il en faut 3." in secretary.text
    secretary.go(f"{FOUND.session}emargement/")
    assert "Noémie Bonnet, départ à 10 h 11" in secretary.text
    shot(secretary.page, "parcours-7-depart")
    noemie.press("Déposer mon vote", status=409)
    assert DEPARTURE in noemie.text
    shot(noemie.page, "parcours-7-vote-refuse")
    noemie.go(f"{FOUND.session}1/")
    assert DEPARTURE in noemie.text
    assert "4 sièges présents sur 5, il en faut 3." in noemie.text
    assert noemie.page.get_by_role("button", name="Déposer mon vote").count() == 0


def replace(laure, shot):
    """She reads in whose place she votes, and why, then votes."""
    laure.go(f"{FOUND.session}1/")
    said = "Vous votez en remplacement de Simon Lefort, dont l’absence est notée."
    assert f"Votre vote, siège {OPH} {said}" in laure.text
    cast(laure, "grant")
    shot(laure.page, "parcours-7-vote-depose")


def read_the_closing(president, shot):
    """Who has voted and who has not, never how."""
    president.go(f"{FOUND.session}1/clore-le-vote/")
    for sentence in (
        "3 bulletins déposés pour 4 sièges présents.",
        f"Ont voté : {VOTED}.",
        f"N’a pas voté : Laure Meunier ({OPH}).",
        "Le résultat n’est connu de personne avant la clôture.",
    ):
        assert sentence in president.text
    assert "Noémie Bonnet" not in president.text
    shot(president.page, "parcours-7-cloture")


def close_the_vote(president, shot):
    president.go(f"{FOUND.session}1/clore-le-vote/")
    assert "Tous les sièges présents ont voté." in president.text
    assert f"Ont voté : {VOTED}, Laure Meunier ({OPH})." in president.text
    president.press("Clore le vote")
    assert "à valider par la présidence" in president.text
    shot(president.page, "parcours-7-resultat")


MINUTES = (
    "Séance ouverte à 10 h 05, close à 12 h 00.",
    "Présidence : Michel Auroy.",
    "Secrétariat : Hélène Marchal.",
    (
        "Sièges présents (4) : Présidence du comité (Michel Auroy), Vice-présidence du comité (Camille Vidal), "
        "Ministère chargé du logement (Victor Barbier), "
        "Organisation nationale de locataires (Noémie Bonnet, départ à 10 h 11)."
    ),
    f"Sièges représentés par leur suppléant (1) : {OPH} (Laure Meunier, suppléant, en remplacement de Simon Lefort).",
    "Sièges absents (0) : aucun.",
    "Point 1. Valboré Habitat : premier label",
    f"Sièges représentés par leur suppléant : {OPH} (Laure Meunier, en remplacement de Simon Lefort).",
    "Quorum : 4 présents sur 5, il en fallait 3.",
    "Décision : Accorder le label.",
)


def write_the_minutes(at, secretary, president, shot):
    """Closed, drafted, approved, printed: the screen and the PDF say the same people and hours."""
    at("2026-12-03 12:00")
    president.act(f"{FOUND.session}clore-la-seance/", "Clore la séance")
    secretary.act(f"{FOUND.session}etablir-le-releve/", "Établir le relevé provisoire")
    at("2026-12-03 17:00")
    president.act(f"{FOUND.session}approuver-le-releve/", "Approuver le relevé")
    president.go(f"{FOUND.session}releve/")
    assert [line for line in MINUTES if line not in president.text] == []
    shot(president.page, "parcours-9-releve")
    printed = president.printed("Télécharger le relevé (PDF)")
    assert [line for line in MINUTES if line not in printed] == []
