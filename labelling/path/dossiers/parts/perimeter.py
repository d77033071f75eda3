"""Homes of a dossier's perimeter, compared with those of the housing stock."""

from django.db.models import OuterRef, Subquery, Sum

from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.parts.preparation import EDITABLE
from portal.ui import words

CORRECTABLE = ("draft", "to_complete", *EDITABLE)  # the perimeter or the stock may still be written


def with_homes_in_stock(rows):
    """The same dossiers, each with `homes_in_stock`, in their own query."""
    residences = Organism._meta.get_field("residences").related_model._base_manager
    kept = residences.filter(organism=OuterRef("organism"), is_active=True).order_by()
    homes = kept.values("organism").annotate(homes=Sum("homes")).values("homes")
    return rows.annotate(homes_in_stock=Subquery(homes))


def gap(dossier, in_stock):
    """Why both numbers are to be read again, or ""; a warning, never a condition.

    A dossier that ended is not compared: the stock is the organism's, and goes on changing.
    """
    said = dossier.homes_in_perimeter
    if dossier.is_final or not said or not in_stock or said == in_stock:
        return ""
    homes = words.count(said, "logement", "logements")
    fact = (
        f"Le périmètre du dossier annonce {homes}, le patrimoine en compte {words.number(in_stock)}"
    )
    if dossier.state not in CORRECTABLE:
        return f"{fact}."
    return f"{fact}. L’un des deux est à corriger, ou le périmètre dit ce qui n’en est pas."
