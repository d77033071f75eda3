"""Towns where an organism has homes: told by its stock, or declared by itself; public when it is listed."""

from labelling import communes, territories
from labelling.parties.organisms.models import OrganismTown


def record(organism, codes, source):
    """The towns of an organism that one source tells are those of today's communes of `codes`, and no other.

    A code that no commune bears any more is that of the commune it became; one that never was is left out.
    """
    current = (territories.current_commune(code) for code in set(codes))
    asked = {one.insee for one in current if one}
    rows = OrganismTown.objects.filter(organism=organism, source=source)
    known = set(rows.values_list("insee", flat=True))
    if gone := known - asked:
        rows.filter(insee__in=gone).delete()
    new = [
        OrganismTown(organism=organism, insee=code, source=source) for code in sorted(asked - known)
    ]
    OrganismTown.objects.bulk_create(new, batch_size=1000, ignore_conflicts=True)


def list_communes(organism):
    """The communes of an organism, whatever tells them, by name."""
    codes = set(organism.towns.values_list("insee", flat=True))
    found = (territories.commune(code) for code in codes)
    return sorted((one for one in found if one), key=lambda one: territories.fold_name(one.name))


def commune_labels(codes):
    """« Rennes (35) » of each."""
    return [communes.commune_label(territories.commune(code)) for code in codes]


def read(lines, departement=""):
    """({Insee code}, [sentence of what is not understood]) of towns typed one a line.

    Of a name that several bear, the one of the organism's own `departement` is meant, if there is one.
    """
    codes, unclear = set(), []
    for line in lines:
        known = communes.find_communes(line)
        own = [one for one in known if one.departement == departement]
        known = own if len(own) == 1 else known
        if len(known) == 1:
            codes.add(known[0].insee)
        else:
            unclear.append(_why(line, known))
    return codes, unclear


def _why(line, known):
    if known:
        said = ", ".join(communes.commune_label(one) for one in known[:4])
        return (
            f"«\u00a0{line}\u00a0»\u00a0: plusieurs communes répondent. Écrivez par exemple {said}."
        )
    alike = communes.starting(line, 3) or communes.near(line, 3)
    said = (
        f" Vouliez-vous dire {', '.join(communes.commune_label(one) for one in alike)}\u00a0?"
        if alike
        else ""
    )
    return f"«\u00a0{line}\u00a0»\u00a0: aucune commune ne porte ce nom ni ce code postal.{said}"
