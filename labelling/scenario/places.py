"""Towns and contacts of the demonstration's organisms: real communes, invented addresses."""

from django.utils.text import slugify

from labelling import communes, territories

HOMES_A_TOWN = 900
FEWEST, MOST = 3, 30


def _of(departement):
    """The communes of a département, the most peopled first."""
    return sorted(territories.communes_of(departement), key=lambda one: -(one.population or 0))


def head_office(departement):
    """The largest commune."""
    return next((one.name.replace("'", "\u2019") for one in _of(departement)), "")


def towns_of(row, rank):
    """As they are typed: the large communes, more of them the larger the organism, some left to its neighbours."""
    found = _of(row["departement"])
    many = min(max(int(row["logements"]) // HOMES_A_TOWN, FEWEST), MOST)
    others = [one for one in found[1 : many * 2] if (int(one.insee[-3:]) + rank) % 3]
    return [communes.told(one) for one in (*found[:1], *others[: many - 1])]


def contacts(row):
    name = slugify(row["nom"])
    return {
        "website": f"https://www.{name}.example/",
        "tenant_contact": f"accueil@{name}.example, du lundi au vendredi, de 9 h à 17 h",
    }
