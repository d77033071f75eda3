"""Cast of a scenario: office, seats, auditors and organisms."""

import random
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from labelling import communes, territories
from labelling.committee.seats.content import composition_on
from labelling.parties.organisms.demonstration import rows as of_the_file

HOMES_A_TOWN = 900
FEWEST, MOST = 3, 30


def _communes_by_size(departement):
    """The communes of a département, the most peopled first."""
    return sorted(territories.communes_of(departement), key=lambda one: -(one.population or 0))


def head_office(departement):
    """The largest commune."""
    return next((one.name.replace("'", "\u2019") for one in _communes_by_size(departement)), "")


def towns_of(row, rank):
    """As they are typed: the large communes, more of them the larger the organism, some left to its neighbours."""
    found = _communes_by_size(row["departement"])
    many = min(max(int(row["logements"]) // HOMES_A_TOWN, FEWEST), MOST)
    others = [one for one in found[1 : many * 2] if (int(one.insee[-3:]) + rank) % 3]
    return [communes.commune_label(one) for one in (*found[:1], *others[: many - 1])]


def contacts(row):
    name = slugify(row["nom"])
    return {
        "website": f"https://www.{name}.example/",
        "tenant_contact": f"accueil@{name}.example, du lundi au vendredi, de 9 h à 17 h",
    }


FIRST = (
    "Agnès Amina Antoine Aurélie Bastien Camille Céline Damien Élodie Émilie Étienne Fatou Florence Gaëlle "
    "Hugo Inès Isabelle Jérôme Karim Laure Léa Loïc Lucie Manon Mathieu Maxime Nadia Nicolas Noémie Olivier "
    "Pauline Pierre Rachid Romain Sabine Samir Sandrine Simon Solène Théo Thomas Valérie Victor Yann Zoé"
).split()
MEN = frozenset(
    "Antoine Bastien Damien Étienne Hugo Jérôme Karim Loïc Mathieu Maxime Nicolas Olivier Pierre Rachid Romain "
    "Samir Simon Théo Thomas Victor Yann".split()
)
FUNCTIONS = {
    "signatory": ("Signataire", "Signataire"),
    "contact": ("Correspondant", "Correspondante"),
}
JOBS = {
    "signatory": ("Directeur général", "Directrice générale"),
    "contact": ("Responsable qualité", "Responsable qualité"),
}
LAST = (
    "Abadie Aubert Barbier Belkacem Benoit Blanchet Bonnet Bourdin Carpentier Chevalier Collet Cordier Daniel "
    "Delmas Descamps Diallo Dupuis Faure Fontaine Garnier Gautier Girard Guérin Haddad Hamel Jacquet Kessler "
    "Lacroix Lambert Langlois Leclerc Lefort Lemoine Marchand Masson Mercier Meunier Morin Noël Ollivier Perrot "
    "Picard Poirier Prévost Renaud Rivière Rolland Roussel Sanchez Tessier Vallet Verdier Vidal Weber"
).split()
SEATS = tuple((one.code, one.label, one.college) for one in composition_on(date(2016, 1, 1)).seats)
FIRMS = (
    "Cabinet Orme",
    "Qualité et Territoires",
    "Relais Conseil",
    "Atelier du service",
    "Mesure et preuve",
)
REAL = (
    (
        "nancy",
        "Office métropolitain de l’habitat du Grand Nancy",
        "OPH",
        "44",
        "54",
        "Premier organisme labellisé, en juin 2017 (source\u00a0: prismeconsultants.fr).",
    ),
    (
        "lyon",
        "Lyon Métropole Habitat",
        "OPH",
        "84",
        "69",
        "Label maintenu de 2021 à 2024, mention vieillissement en 2022 (source\u00a0: rapport-activite.lmhabitat.fr).",
    ),
    (
        "nanterre",
        "Hauts-de-Seine Habitat",
        "OPH",
        "11",
        "92",
        "Label obtenu (source\u00a0: hautsdeseinehabitat.fr).",
    ),
    (
        "rouen",
        "habitat 76",
        "OPH",
        "28",
        "76",
        "Label obtenu, neuf engagements publiés avec leurs résultats 2022 (source\u00a0: habitat76.fr).",
    ),
)

PERSONAS = {  # organisms whose people are personas: their rank, and where they stand
    "scheduled": (40, "au prochain comité"),
    "preparation": (43, "en préparation"),
    "draft": (46, "dossier en brouillon"),
    "labelled": (49, "organisme labellisé"),
    "to_complete": (52, "complément demandé"),
    "contradictory": (55, "rapport d’audit à commenter"),
    "final": (58, "constats à traiter"),
    "invited": (61, "espace tout juste ouvert, premier dossier à ouvrir"),
}


@dataclass
class Landlord:
    """An invented organism and the names of its two people in the scenario."""

    name: str
    label: str
    row: dict
    signatory: str = ""
    contact: str = ""


def invented(limit):
    """The invented organisms of the file, then more of the same kind, in a fixed order."""
    rows = [row for row in of_the_file() if row["departement"] in _mainland()]
    for number in range(limit):
        row = dict(rows[number % len(rows)])
        if number >= len(rows):
            row["nom"] = f"{row['nom']} {number // len(rows) + 1}"
            row["siren"] = siren(32_600 + number)
        yield row


def newcomer():
    """An organism that no practice names: those of the file have one before it is let in."""
    name = "Office public de la Tramelle"
    return {
        "nom": name,
        "siren": siren(32_950),
        "famille": "OPH",
        "departement": "03",
        "logements": "4150",
    }


def by_region(rows):
    """The rows reordered so that each region comes before any comes twice."""
    seen, first, rest = set(), [], []
    for row in rows:
        key = row["region"]
        (rest if key in seen else first).append(row)
        seen.add(key)
    return first + rest


def siren(number):
    """A number with the right key (BR-02), in the range believed to be free of real ones."""
    base = f"{number:08d}"
    doubled = (int(c) * (2 if i % 2 else 1) for i, c in enumerate(base))
    total = sum(d - 9 if d > 9 else d for d in doubled)
    return f"{base}{-total % 10}"


def _mainland():
    return {d.code for d in territories.departements() if len(d.code) == 2}


def agreed(first_name, masculine, feminine):
    """A title in the gender of who bears it."""
    return masculine if first_name in MEN else feminine


class Names:
    """Names drawn in a fixed order, never the same pair twice."""

    def __init__(self, seed):
        self.chance = random.Random(seed)  # noqa: S311 -- invented names, not a secret
        self.given = set()

    def draw(self):
        while True:
            pair = self.chance.choice(FIRST), self.chance.choice(LAST)
            if pair not in self.given or len(self.given) > 2000:
                self.given.add(pair)
                return pair
