"""Towns of an organism told by its stock: those where a residence stands today; those to confirm."""

from django.db.models import Count

from labelling.parties.organisms import towns
from labelling.parties.organisms.models import OrganismTown


def follow(organism):
    """Record them; called in the transaction of each act that changes the stock.

    A commune to confirm is none.
    """
    standing = organism.residences.filter(is_active=True).exclude(insee="").order_by()
    towns.record(
        organism, standing.values_list("insee", flat=True).distinct(), OrganismTown.Source.STOCK
    )


def to_confirm(organism):
    """{place as its file told it: how many residences of the stock stand there}, whose commune is not sure."""
    rows = organism.residences.filter(is_active=True, insee="").order_by()
    return dict(rows.values_list("town").annotate(many=Count("pk")).order_by("-many", "town"))
