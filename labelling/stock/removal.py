"""Removal of residences from the stock: what goes with them, and how it is undone."""

from django.db import transaction

from labelling.stock import actions, towns
from labelling.stock.models import Residence, StockImport
from portal.ui import words
from portal.workflow import Problem, Refused, acting


def goes_with(dossier, keys):
    """Sentences: the ratings and the actions of the plan that no longer count once these residences are gone."""
    gone = set(keys)
    rated = gone.intersection(dossier.ratings.values_list("residence_id", flat=True))
    planned = dossier.actions.exclude(progress="dropped").values_list("residence_id", "number")
    numbers = [str(number) for residence, number in planned if residence in gone]
    said = []
    if rated:
        ratings = words.count(len(rated), "cotation ne compte plus", "cotations ne comptent plus")
        kept = words.agreed(
            len(rated),
            "gardée avec la résidence, elle revient avec elle.",
            "gardées avec les résidences, elles reviennent avec elles.",
        )
        said.append(f"{ratings}\u00a0: {kept}")
    if numbers:
        number = words.agreed(len(numbers), "L’action", "Les actions")
        said.append(
            f"{number} {', '.join(numbers)} du plan {words.agreed(len(numbers), 'reste', 'restent')} sans résidence"
            " au patrimoine\u00a0: à changer ou à abandonner avant de valider le plan."
        )
    return said


def taken_out(stock_import):
    """The keys of the residences that this import took out of the stock and that may come back."""
    return stock_import.report.get("removed", [])


def why_not_undone(stock_import):
    """Why they do not come back together, or "": another file was imported since."""
    later = stock_import.dossier.stock_imports.filter(
        number__gt=stock_import.number, status=StockImport.State.CONFIRMED
    )
    if later.exists():
        return "Un autre fichier a été importé depuis\u00a0: remettez chaque résidence par sa page."
    return ""


def put_back(stock_import, *, by):
    """Undo what an import took out of the stock, as long as nothing was imported upon it."""
    dossier = stock_import.dossier
    actions.may_write(dossier, by)
    with transaction.atomic():
        current = StockImport.objects.select_for_update().get(pk=stock_import.pk)
        current.dossier = dossier
        if why := why_not_undone(current):
            raise Refused(Problem("outrun", why))
        keys = taken_out(current)
        many = words.count(len(keys), "résidence retirée", "résidences retirées")
        said = f"a remis dans le patrimoine {many} par l’import {current.number}"
        if keys:
            with acting(dossier, by=by, act="stock_scope", sentence=said) as locked:
                actions.may_write(locked, by)
                Residence.objects.filter(pk__in=keys).update(is_active=True)
                towns.follow(dossier.organism)
            current.report["removed"] = []
            current.save(update_fields=["report"])
    return len(keys)
