"""Open data API, read-only: the public facts of labels and organisms."""

from typing import Annotated

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import render
from ninja import Field, NinjaAPI, Path, Query
from ninja.pagination import LimitOffsetPagination, paginate

from labelling.parties.organisms.models import Organism
from labelling.schemas import FigureOut, Filters, LabelOut, Misread, OrganismOut, Refusal, ReportOut
from labelling.steering.figures.public import published
from labelling.steering.yearly_report.public import published as published_reports
from labelling.title.labels.directory import listing
from labelling.title.labels.directory.opendata import LICENCE
from portal.web.rate_limits import MINUTE, Limit, TooMany, refuse_beyond

LIMIT = Limit(120, MINUTE)

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


FREQUENT = {429: Refusal}  # answered by any address
REFUSED = {422: Misread} | FREQUENT


@public.exception_handler(TooMany)
def refuse_too_many(request, refusal):
    said = f"Trop de demandes\u00a0: recommencez dans {refusal.seconds} secondes."
    answer = public.create_response(request, {"detail": said}, status=429)
    answer.headers["Retry-After"] = str(refusal.seconds)
    return answer


class Page(LimitOffsetPagination):
    class Input(LimitOffsetPagination.Input):
        limit: int = Field(50, ge=1, le=100)
        offset: int = Field(0, ge=0, le=100_000)


def _describe(field):
    """What a field holds, in words."""
    return field["description"]


def operations():
    """[{path, is_whole, summary, parameters, fields}] read from the OpenAPI document, for people."""
    schema = public.get_openapi_schema()
    shapes = schema["components"]["schemas"]
    return [
        {
            "path": path,
            "is_whole": "{" not in path,
            "summary": operation["get"]["summary"],
            "parameters": operation["get"]["parameters"],
            "fields": [
                (name, _describe(field)) for name, field in shapes[shape]["properties"].items()
            ],
        }
        for (path, operation), shape in zip(
            schema["paths"].items(),
            ("LabelOut", "OrganismOut", "FigureOut", "ReportOut"),
            strict=True,
        )
    ]


@public.get("/docs", include_in_schema=False, auth=None)
def docs(request):
    """The documentation in our own look: nothing from another host, no script."""
    page = {"operations": operations(), "licence": LICENCE, "title": public.title}
    return render(request, "labelling/api/docs.html", page)


@public.get(
    "/labels",
    response={200: list[LabelOut]} | REFUSED,
    auth=None,
    summary="Les labels en vigueur",
)
@paginate(Page)
def labels(request, asked: Query[Filters]):
    """The directory's very rows (BR-70)."""
    refuse_beyond(request, "api", LIMIT)
    return listing.labels(**asked.asked).order_by("organism__name__french", "pk")


@public.get(
    "/organisms",
    response={200: list[OrganismOut]} | REFUSED,
    auth=None,
    summary="Les organismes labellisés",
)
@paginate(Page)
def organisms(request, asked: Query[Filters]):
    """Derived from the labels in force: nobody else is listed (BR-70)."""
    refuse_beyond(request, "api", LIMIT)
    in_force = listing.labels(**asked.asked)
    rows = Organism.objects.filter(pk__in=in_force.values("organism")).order_by(
        "name__french", "pk"
    )
    return rows.prefetch_related(Prefetch("labels", queryset=in_force, to_attr="in_force"))


@public.get(
    "/chiffres",
    response={200: list[FigureOut]} | FREQUENT,
    auth=None,
    summary="Les chiffres publics du label",
)
def public_figures(request):
    """Those of the dictionary that everybody reads, small cells hidden (BR-98)."""
    refuse_beyond(request, "api", LIMIT)
    return published()


@public.get(
    "/bilans/{year}",
    response={200: ReportOut, 404: Refusal} | REFUSED,
    auth=None,
    summary="Les chiffres du bilan d’une année",
)
def report(
    request, year: Annotated[int, Path(description="année du bilan, comme 2025", ge=2016, le=2999)]
):
    """As they were frozen: the page, the files and this say the same numbers (BR-97)."""
    refuse_beyond(request, "api", LIMIT)
    found = published_reports().filter(year=year).first()
    if found is None:
        raise Http404
    return found
