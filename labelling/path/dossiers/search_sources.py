"""Members' search source: dossiers."""

from django.urls import reverse

from labelling.parties.framework.kinds import DossierType
from labelling.parties.organisms.models import Organism
from labelling.path.dossiers.models import LabelDossier
from portal import search

FIELDS = ("organism__name", "reference", "dossier_type", "state", "since_at")


def _more(row):
    return f"dossier {DossierType(row[2]).label} {LabelDossier.State(row[3]).label}"


def _result(row):
    organism, reference, kind, state, since_at = row
    return search.Result(
        f"{reference}, {organism}",
        reverse("labelling:dossier_detail", args=[reference]),
        f"{DossierType(kind).label}, {LabelDossier.State(state).label.lower()}",
        since_at,
        reference,
    )


DOSSIERS = search.Words(
    "dossiers",
    LabelDossier,
    FIELDS,
    texts=FIELDS[:2],
    more=_more,
    follows={"organism": Organism},
)


@search.source("dossiers", "Dossiers", 10, DOSSIERS)
def dossiers(user, query):
    return search.matching(LabelDossier.objects.visible_to(user), query, DOSSIERS, tell=_result)
