"""Table of the figures of a yearly report: the columns of its spreadsheet and of its open data."""

from collections.abc import Callable
from dataclasses import dataclass

from labelling.steering.yearly_report.content import reading, sections
from labelling.steering.yearly_report.content.reading import plain
from labelling.title.labels.directory.opendata import LICENCE


@dataclass(frozen=True)
class Column:
    name: str
    title: str
    meaning: str
    read: Callable


def _column(name, title, meaning, attribute=None):
    return Column(name, title, meaning, lambda line: getattr(line, attribute or name))


COLUMNS = (
    Column(
        "rubrique",
        "Rubrique",
        "titre de la rubrique du bilan",
        lambda line: sections.title(line.section),
    ),
    _column("code", "Code", "code du chiffre, le même d’une année à l’autre"),
    _column("chiffre", "Chiffre", "nom du chiffre", "name"),
    _column("decoupage", "Découpage", "ensemble, famille, region ou taille", "group"),
    _column(
        "valeur",
        "Valeur du découpage",
        "la famille, la région ou la tranche\u00a0; vide pour l’ensemble",
        "cell",
    ),
    Column(
        "nombre",
        "Nombre",
        "au 31 décembre, ou sur l’année\u00a0; vide s’il est masqué",
        lambda line: plain(line.value),
    ),
    Column(
        "annee_precedente",
        "Année précédente",
        "le même, un an plus tôt",
        lambda line: plain(line.former_value),
    ),
    _column("unite", "Unité", "ce que le nombre compte", "unit"),
    _column("masque", "Masqué", "oui si moins de trois organismes sont concernés", "is_hidden"),
    _column("definition", "Définition", "ce que le chiffre veut dire"),
    _column("formule", "Formule", "comment il se compte", "formula"),
    _column("source", "Source", "ce qui est lu"),
    _column("version", "Version", "version de la définition", "figure_version"),
)


def head():
    return [column.title for column in COLUMNS]


def lines(report):
    """The cells of each figure, in the order of the report."""
    for line in ordered(report):
        yield [column.read(line) for column in COLUMNS]


def ordered(report):
    place = {one["code"]: rank for rank, one in enumerate(report.sections)}
    return sorted(reading.chosen(report), key=lambda line: (place[line.section], line.rank))


def legend(report):
    """[(label, sentence)] of the second sheet."""
    return [
        ("Bilan", str(report)),
        ("Validé le", f"{report.validated_at:%d/%m/%Y}"),
        ("Licence", LICENCE),
        *((column.title, column.meaning) for column in COLUMNS),
    ]
