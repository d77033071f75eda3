"""Views « Mes données »: what the portal keeps of the person who reads, and how long."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from portal.core.csv_sheets import pieces
from portal.retention import durations, personal_data
from portal.retention.registry import KEEPINGS


@require_GET
def personal_data_page(request):
    kept = durations.version()
    rows = [KEEPINGS[code] for code in kept.periods if code in KEEPINGS]
    context = {"keepings": rows, "retention": kept}
    return render(request, "portal/retention/personal_data.html", context)


@require_GET
def personal_data_file(request):
    """One CSV of all: a spreadsheet opens it, a program reads it."""
    found = pieces(personal_data.HEAD, personal_data.lines(request.user))
    response = StreamingHttpResponse(found, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{personal_data.file_name()}"'
    return response


urlpatterns = [
    path("compte/donnees/", personal_data_page, name="personal_data"),
    path("compte/donnees/fichier/", personal_data_file, name="personal_data_file"),
]
