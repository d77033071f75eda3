"""Public views of the yearly reports: the list, the report of a year, a former version, files, open data."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from labelling.steering.yearly_report import pages
from labelling.steering.yearly_report.printing import tables
from labelling.steering.yearly_report.public import by_year, published
from labelling.title.labels.directory.opendata import LICENCE
from portal.cache.pages import cached_page
from portal.core.csv_sheets import sheet
from portal.documents.views import attachment

FOLDER = "labelling/yearly_report"


def _versions(year):
    found = list(published().filter(year=year))
    if not found:
        raise Http404
    return found


def _version(year, number):
    """(the version, those of its year)."""
    versions = _versions(year)
    report = next((one for one in versions if one.number == number), None)
    if report is None:
        raise Http404
    return report, versions


def _page(request, report, versions):
    context = pages.report_page(report) | {
        "versions": versions,
        "is_former": report != versions[0],
        "files": pages.files(report),
        "licence": LICENCE,
    }
    return render(request, f"{FOLDER}/public.html", context)


@cached_page()
@require_safe
@login_not_required
def published_list(request):
    return render(request, f"{FOLDER}/public_list.html", {"reports": by_year()})


@cached_page()
@require_safe
@login_not_required
def published_report(request, year):
    versions = _versions(year)
    return _page(request, versions[0], versions)


@cached_page()
@require_safe
@login_not_required
def published_version(request, year, number):
    return _page(request, *_version(year, number))


@require_safe
@login_not_required
def published_file(request, year, number, kind):
    report, _versions = _version(year, number)
    stored = getattr(report, pages.ADDRESSES[kind]) if kind in pages.ADDRESSES else None
    if stored is None or not stored.is_downloadable:
        raise Http404
    return attachment(stored)


@require_safe
@login_not_required
def figures_csv(request, year, number):
    report, _versions = _version(year, number)
    text = sheet([column.name for column in tables.COLUMNS], tables.lines(report))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{report.file_name}-chiffres.csv"'
    return response
