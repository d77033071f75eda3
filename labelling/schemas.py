"""Schemas of the open data API: what it gives, the filters that it reads, what it refuses."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from labelling import territories
from labelling.parties.organisms.models import Organism
from labelling.steering.yearly_report.content import sections
from labelling.steering.yearly_report.printing import tables
from labelling.title.labels.directory import listing
from labelling.title.labels.directory.opendata import LICENCE
from portal.core import clock


class Refusal(Schema):
    """Why nothing is given."""

    detail: str = Field(description="ce qui est refusé, en une phrase")


class Misread(Schema):
    """What could not be read in the parameters."""

    detail: list[dict] = Field(description="un par paramètre\u00a0: loc, où\u00a0; msg, pourquoi")


class LabelOut(Schema):
    """A label in force."""

    reference: str = Field(description="référence du label")
    organism: str = Field(description="nom de l’organisme")
    organism_slug: str = Field(description="sa page est /annuaire/<organism_slug>/")
    status: str = Field(description="état aujourd’hui : active, extended (prorogé)")
    cycle: int = Field(description="rang du cycle, à partir de 1")
    start_on: date = Field(description="premier jour du label")
    end_on: date = Field(description="dernier jour du label, sauf décision contraire")
    attestation: str | None = Field(description="numéro à vérifier sur /verifier/<numéro>/")
    mentions: list[str] = Field(description="mentions spéciales en vigueur")
    is_demo: bool = Field(description="vrai pour un organisme fictif")

    @staticmethod
    def resolve_organism(label):
        return label.organism.name

    @staticmethod
    def resolve_organism_slug(label):
        return label.organism.slug

    @staticmethod
    def resolve_status(label):
        return label.status_on(clock.today())

    @staticmethod
    def resolve_attestation(label):
        return label.number

    @staticmethod
    def resolve_mentions(label):
        return _mentions([label])

    @staticmethod
    def resolve_is_demo(label):
        return label.organism.is_demo


class OrganismOut(Schema):
    """An organism whose label is in force."""

    name: str = Field(description="nom de l’organisme")
    slug: str = Field(description="sa page est /annuaire/<slug>/")
    family: str = Field(description="OPH, ESH, COOP ou PROCIVIS")
    region: str = Field(description="code Insee de la région du siège")
    region_name: str = Field(description="nom de la région")
    departement: str = Field(description="code Insee du département du siège")
    homes_band: str = Field(description="tranche du nombre de logements")
    labelled_since: date = Field(description="premier jour du label en vigueur")
    labelled_until: date = Field(description="dernier jour du label en vigueur")
    mentions: list[str] = Field(description="mentions spéciales en vigueur")
    is_demo: bool = Field(description="vrai pour un organisme fictif")

    @staticmethod
    def resolve_homes_band(organism):
        return organism.told_size

    @staticmethod
    def resolve_labelled_since(organism):
        return min(label.start_on for label in organism.in_force)

    @staticmethod
    def resolve_labelled_until(organism):
        return max(label.end_on for label in organism.in_force)

    @staticmethod
    def resolve_mentions(organism):
        return _mentions(organism.in_force)


class ReportFigureOut(Schema):
    """A figure of a yearly report, frozen."""

    section: str = Field(description="titre de la rubrique")
    code: str = Field(description="code du chiffre, le même d’une année à l’autre")
    name: str = Field(description="nom du chiffre")
    group: str = Field(description="ensemble, famille, region ou taille")
    cell: str = Field(description="valeur du découpage\u00a0; vide pour l’ensemble")
    value: float | None = Field(description="nombre de l’année\u00a0; nul s’il est masqué")
    former_value: float | None = Field(description="le même, un an plus tôt")
    is_hidden: bool = Field(description="vrai si moins de trois organismes sont concernés")
    unit: str = Field(description="ce que le nombre compte")
    definition: str = Field(description="ce que le chiffre veut dire")
    formula: str = Field(description="comment il se compte")
    source: str = Field(description="ce qui est lu")
    figure_version: int = Field(description="version de la définition")

    @staticmethod
    def resolve_section(line):
        return sections.title(line.section)


class ReportOut(Schema):
    """The published report of a year, in its last version."""

    year: int = Field(description="année du bilan")
    number: int = Field(description="version du bilan, à partir de 1")
    validated_at: datetime = Field(description="jour où les chiffres ont été figés")
    published_at: datetime = Field(description="jour de la publication")
    licence: str = Field(description="licence des données")
    figures: list[ReportFigureOut] = Field(description="chiffres, dans l’ordre du bilan")

    @staticmethod
    def resolve_licence(_report):
        return LICENCE

    @staticmethod
    def resolve_figures(report):
        return tables.ordered(report)


def _mentions(labels):
    return list(dict.fromkeys(held.title for label in labels for held in label.held_mentions))


class Filters(Schema):
    """The directory's filters; a value that nothing has is refused (422), rather than ignored."""

    region: Literal[*(one.code for one in territories.regions())] | None = Field(
        None, description="code Insee de la région, comme 44"
    )
    departement: Literal[*(one.code for one in territories.departements())] | None = Field(
        None, description="code Insee du département, comme 2A"
    )
    family: Literal[*Organism.Family.values] | None = Field(
        None, description=", ".join(Organism.Family.values)
    )
    size: Literal[*listing.SIZES] | None = Field(None, description=", ".join(listing.SIZES))
    mention: Literal[*listing.MENTIONS] | None = Field(
        None, description=", ".join(listing.MENTIONS)
    )

    @property
    def asked(self):
        """The keywords of `directory.labels`."""
        return {
            "region": self.region,
            "departement": self.departement,
            "famille": self.family,
            "taille": self.size,
            "mention": self.mention,
        }


class FigureOut(Schema):
    """A public figure of the dictionary, as it is today."""

    code: str = Field(description="nom du chiffre, qui ne change pas")
    name: str = Field(description="ce qu’il est, en quelques mots")
    value: float | None = Field(
        description="le chiffre, avec une décimale au plus\u00a0; vide s’il est masqué ou si rien ne le fait"
    )
    is_hidden: bool = Field(description="vrai s’il concerne trop peu d’organismes pour être dit")
    unit: str = Field(description="son unité")
    day: date = Field(description="le jour dont il est dit")
    definition: str = Field(description="ce qu’il compte")
    formula: str = Field(description="comment il est compté")
    source: str = Field(description="d’où il vient")
    version: int = Field(description="version de sa définition")
    groups: list[dict] = Field(
        description="le même par famille, par région et par taille\u00a0: title, lines (label, value, is_hidden)"
    )

    @staticmethod
    def resolve_groups(one):
        return [
            {"title": group.title, "lines": [vars(line) for line in group.lines]}
            for group in one.groups
        ]
