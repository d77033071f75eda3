"""Exported table of the residences of a stock, with their rating in a dossier."""

from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from labelling.path.stock import pages
from portal.exports.columns import Column
from portal.exports.tables import Again, Table
from portal.web.pages import visible_or_404


def _dossier(user, reference):
    rows = LabelDossier.objects.select_related("organism")
    return visible_or_404(LabelDossier, user, rows=rows, reference=reference)


def filter_form(user, query, *, reference):
    return pages.filter_form(_dossier(user, reference), query)


def read_list(user, query, *, reference):
    dossier = _dossier(user, reference)
    return pages.read_list(dossier, pages.filter_form(dossier, query))


RESIDENCES = Table(
    "residences",
    "Résidences",
    (
        Column("name", "Résidence", lambda one: one.name),
        Column("code", "Référence", lambda one: one.code),
        Column("commune", "Commune", lambda one: pages.commune_name(one.insee) or one.town),
        Column("insee", "Code Insee", lambda one: one.insee),
        Column("block", "Bâtiment", lambda one: one.block),
        Column("agency", "Agence", lambda one: one.agency),
        Column("homes", "Logements", lambda one: one.homes),
        Column("qpv", "En quartier prioritaire", lambda one: one.is_qpv),
        Column("index", "Index sur 20", lambda one: one.index),
        Column("level", "Classe", lambda one: pages.level_label(one.level)),
    ),
    rows=read_list,
    form=filter_form,
    again=Again(
        keys=("code",),
        page=lambda one, reference: reverse("labelling:stock_upload", args=[reference]),
    ),
)
