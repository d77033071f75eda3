"""Exported table of the residences of a stock, with their rating in a dossier."""

from django.db.models import F
from django.urls import reverse

from labelling.path.dossiers.models import LabelDossier
from labelling.path.stock import actions, pages
from labelling.path.stock.files.columns import titled
from labelling.path.stock.files.vocabulary import NOTES
from labelling.path.stock.imports.records import read_cells
from labelling.path.stock.imports.writing import NOTED
from labelling.path.stock.models import AXES
from portal.core import clock
from portal.exports.cells import Door
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
    rows = pages.read_list(dossier, pages.filter_form(dossier, query))
    return rows.annotate(**{name: F(f"rated__{name}") for name in (*AXES, *NOTED)})


def _rated(name, code):
    return Column(name, titled(code), lambda one: getattr(one, name))


CHANGED = ("stock_import", "stock_scope", "stock_towns", "stock_correct")
FIELDS = {  # the columns that the stock reads, as it reads those of a file
    "name": "name",
    "commune": "commune",
    "insee": "insee",
    "block": "block",
    "agency": "agency",
    "homes": "homes",
    "qpv": "is_qpv",
}


def _page(name):
    return lambda one, reference: reverse(f"labelling:{name}", args=[reference, one.code])


def _residences(user, lines, *, reference):
    dossier = _dossier(user, reference)
    for one in lines:
        one.dossier = dossier
    return lines


def _concerns(entry, one):
    """An import may have changed any of them; a table that was corrected says which."""
    return entry.act in CHANGED and one.code in entry.data.get("codes", [one.code])


def _read(rows):
    """[(values, {column: sentence})]"""
    texts = [(one, {FIELDS[code]: text for code, text in said.items()}) for one, said in rows]
    return [
        (values, {code: faults[name] for code, name in FIELDS.items() if name in faults})
        for values, faults in read_cells(texts, clock.today().year)
    ]


def _correct(user, rows):
    found = {one: values for (one, _), (values, _) in zip(rows, _read(rows), strict=True)}
    actions.correct_residences(rows[0][0].dossier, found, by=user)


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
        *(_rated(axis, axis) for axis in AXES),
        *(_rated(*pair) for pair in zip(NOTED, NOTES, strict=True)),
    ),
    rows=read_list,
    form=filter_form,
    again=Again(
        "labelling:stock_detail",
        keys=("code",),
        name="name",
        page=_page("stock_residence"),
        doors=(
            Door(
                tuple(FIELDS),
                _correct,
                things=_residences,
                root=lambda one: one.dossier,
                concerns=_concerns,
                refusal=lambda user, dossier: getattr(actions.closed(dossier, user), "text", ""),
                faults=lambda user, rows: [faults for _, faults in _read(rows)],
                is_joint=True,
            ),
        ),
        add=lambda reference: reverse("labelling:stock_upload", args=[reference]),
        remove=_page("stock_remove"),
    ),
)
