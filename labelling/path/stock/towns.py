"""Towns of an organism told by its stock: those where a residence stands today."""

from labelling.parties.organisms import towns
from labelling.parties.organisms.models import OrganismTown


def follow(organism):
    """Record them; called in the transaction of each act that changes the stock."""
    standing = organism.residences.filter(is_active=True).order_by()
    towns.record(
        organism, standing.values_list("insee", flat=True).distinct(), OrganismTown.Source.STOCK
    )
