"""Open data, read-only: the public facts of labels and organisms, as they stand this very second."""

from datetime import date

from django.db.models import Prefetch
from django.shortcuts import render
from ninja import Field, NinjaAPI, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from labelling.labels import register
from labelling.organisms.models import Organism
from portal import clock

LICENCE = "Licence Ouverte 2.0 (Etalab)"
public = NinjaAPI(
    title="Données ouvertes du label Quali’Hlm",
    version="1",
    description=(
        "Labels en vigueur et organismes labellisés, tels qu’ils sont au moment de la demande. "
        f"{LICENCE}. Aucune donnée personnelle."
    ),
    urls_namespace="api",
    docs_url=None,
)


class LabelOut(Schema):
    """A label in force."""

    reference: str
    organism: str = Field(description="nom de l’organisme")
    organism_slug: str
    status: str = Field(description="état aujourd’hui : active, extended (prorogé)")
    cycle: int
    start_on: date
    end_on: date
    attestation: str | None = Field(description="numéro à vérifier sur /verifier/<numéro>/")
    is_demo: bool

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
        numbers = [a.number for a in label.attestations.all() if a.status != "void"]
        return max(numbers, default=None)

    @staticmethod
    def resolve_is_demo(label):
        return label.organism.is_demo


class OrganismOut(Schema):
    """An organism whose label is in force."""

    name: str
    slug: str
    family: str
    region: str
    region_name: str
    departement: str
    homes_band: str
    labelled_since: date
    labelled_until: date
    is_demo: bool

    @staticmethod
    def resolve_homes_band(organism):
        return organism.size_band

    @staticmethod
    def resolve_labelled_since(organism):
        return min(label.start_on for label in organism.in_force)

    @staticmethod
    def resolve_labelled_until(organism):
        return max(label.end_on for label in organism.in_force)


class Page(LimitOffsetPagination):
    class Input(LimitOffsetPagination.Input):
        limit: int = Field(50, ge=1, le=100)
        offset: int = Field(0, ge=0, le=100_000)


def labels_in_force():
    """The directory's very rows (BR-70)."""
    return register.directory().prefetch_related("attestations")


KINDS = {"string": "texte", "integer": "nombre entier", "boolean": "vrai ou faux", "date": "date"}


def _said(field):
    """What a field holds, in words."""
    kind = field.get("format") or field.get("type")
    return field.get("description") or KINDS.get(kind, "texte")


def operations():
    """[{path, summary, parameters, fields}] read from the OpenAPI document, for people."""
    schema = public.get_openapi_schema()
    shapes = schema["components"]["schemas"]
    return [
        {
            "path": path,
            "summary": operation["get"]["summary"],
            "parameters": operation["get"]["parameters"],
            "fields": [(name, _said(field)) for name, field in shapes[shape]["properties"].items()],
        }
        for (path, operation), shape in zip(
            schema["paths"].items(), ("LabelOut", "OrganismOut"), strict=True
        )
    ]


@public.get("/docs", include_in_schema=False, auth=None)
def docs(request):
    """The documentation in our own look: nothing from another host, no script."""
    page = {"operations": operations(), "licence": LICENCE, "title": public.title}
    return render(request, "labelling/api/docs.html", page)


@public.get("/labels", response=list[LabelOut], auth=None, summary="Les labels en vigueur")
@paginate(Page)
def labels(request, region: str | None = None, family: str | None = None):
    rows = labels_in_force()
    if region:
        rows = rows.filter(organism__region=region)
    if family:
        rows = rows.filter(organism__family=family)
    return rows


@public.get(
    "/organisms", response=list[OrganismOut], auth=None, summary="Les organismes labellisés"
)
@paginate(Page)
def organisms(request, region: str | None = None, family: str | None = None):
    """Derived from the labels in force: nobody else is listed (BR-70)."""
    in_force = labels_in_force()
    rows = Organism.objects.filter(pk__in=in_force.values("organism")).order_by("name")
    if region:
        rows = rows.filter(region=region)
    if family:
        rows = rows.filter(family=family)
    return rows.prefetch_related(Prefetch("labels", queryset=in_force, to_attr="in_force"))
