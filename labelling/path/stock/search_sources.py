"""Members' search source: residences, by their name, code and commune."""

from itertools import batched

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from labelling import territories
from labelling.path.dossiers.models import LabelDossier
from labelling.path.stock.models import Residence
from portal import search
from portal.search import index
from portal.ui import words

FIELDS = ("name", "code", "insee", "homes", "organism__name")


def _town(insee):
    commune = territories.current_commune(insee)
    return commune.name if commune else ""


def _result(row):
    name, code, insee, homes, organism, dossier = row
    url = reverse("labelling:stock_residence", args=[dossier, code])
    said = ", ".join(filter(None, (f"Résidence {code}", organism, _town(insee))))
    return search.Result(name, url, f"{said}, {words.count(homes, 'logement', 'logements')}")


RESIDENCES = search.Words(
    "residences", Residence, FIELDS, texts=FIELDS[:2], more=lambda row: _town(row[2])
)


@search.source("residences", "Résidences", 37, RESIDENCES)
def residences(user, query):
    """Those of the stock, each on the page that it has in the latest dossier that one sees."""
    dossiers = LabelDossier.objects.visible_to(user).filter(organism=OuterRef("organism"))
    latest = Subquery(dossiers.order_by("-pk").values("reference")[:1])
    rows = Residence.objects.visible_to(user).filter(is_active=True).annotate(dossier=latest)
    rows = rows.filter(dossier__isnull=False)
    return search.matching(rows, query, RESIDENCES, tell=_result, beside=("dossier",))


def index_written(rows):
    """The words of residences that statements of many rows wrote, part by part."""
    for keys in batched(rows.order_by("pk").values_list("pk", flat=True), index.AT_ONCE):
        index.keep(RESIDENCES, rows.filter(pk__in=keys))
