"""Views of exports: a list as a file, a long one prepared by the worker, its progress, its file."""

import logging
from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from portal.core import clock
from portal.exports import actions, jobs, tables, writing
from portal.exports.forms import AgainForm, ConfirmForm, sealed
from portal.exports.models import PreparedTable, standing_of
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, visible_or_404
from portal.workflow import Forbidden

logger = logging.getLogger("portal.access")
MOST_TOLD = 10  # reasons in a message
AT_ONCE = 1_000  # rows: beyond, the worker writes the file
FOLDER = "portal/exports"
NO_LONGER = (
    "Vos droits ont changé depuis cette demande\u00a0: ce fichier ne vous est plus donné."
    " Demandez-le à nouveau depuis sa liste."
)
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@never_cache
def table_export(request, extension, address):
    """The same rows as the list, all pages, to who sees it; what its page refuses, this refuses."""
    if extension not in writing.MEDIA_TYPES:
        raise Http404
    seen = tables.find_list(f"/{address}", request.GET)
    rows = seen.rows(request.user)
    total = tables.count(rows)
    if total <= AT_ONCE and request.method != "POST":
        return _file(request.user, seen, rows, extension)
    return form_page(
        request,
        Form,
        template=f"{FOLDER}/prepare.html",
        context={"seen": seen, "total": total, "most": AT_ONCE, "extension": extension.upper()},
        save=lambda form: jobs.prepare(seen, extension, by=form.by, total=total),
    )


def _file(user, seen, rows, extension):
    out = BytesIO()
    many = writing.write(out, extension, seen, user, rows)
    logger.info("export list=%s rows=%s user=%s", seen.table.code, many, user.pk)
    return attach(out.getvalue(), extension, seen.file_name(clock.today(), extension))


def attach(content, extension, name):
    """The response that gives a table to keep."""
    response = HttpResponse(content, content_type=writing.MEDIA_TYPES[extension])
    return _attached(response, name)


def _attached(response, name):
    response["Content-Disposition"] = content_disposition_header(True, name)
    for header, value in HEADERS.items():
        response[header] = value
    return response


@require_GET
@never_cache
def prepared_table(request, token):
    row = visible_or_404(PreparedTable, request.user, token=token)
    return render(request, f"{FOLDER}/prepared.html", {"table": row})


@require_GET
def prepared_file(request, token):
    """To its asker alone, whose right on the list is asked again."""
    row = visible_or_404(PreparedTable, request.user, token=token)
    if not row.is_ready:
        raise Http404
    if standing_of(request.user) != row.standing:
        raise Forbidden(NO_LONGER, thing=row)
    jobs.find_list(row).rows(request.user)
    try:
        content = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    logger.info("download export=%s user=%s", row.pk, request.user.pk)
    response = FileResponse(content, content_type=writing.MEDIA_TYPES[row.extension])
    return _attached(response, row.name)


@never_cache
def table_again(request):
    """A table that left comes back: what differs is shown, and nothing is written."""
    return form_page(
        request,
        AgainForm,
        template=f"{FOLDER}/again.html",
        address=request.GET.get("liste", ""),
        preview=lambda form: {
            "made": (made := form.cleaned_data["file"]),
            "sealed": sealed(made, request.user),
        },
        save=lambda form: None,
    )


@require_POST
@never_cache
def table_again_write(request):
    """The rows that were ticked, each by the ordinary form of its thing."""
    return form_page(
        request,
        ConfirmForm,
        template=f"{FOLDER}/again_refused.html",
        save=_write_again,
        said=lambda made: made[0],
        done=lambda made: made[1],
    )


def _write_again(form):
    """(what is said of it, where one goes on)."""
    address, changes = form.said["address"], form.said["changes"]
    many, kept, told = actions.write(address, changes, form.cleaned_data["rows"], by=form.by)
    logger.info("export again list=%s rows=%s user=%s", address.split("?")[0], many, form.by.pk)
    said = [f"{words.count(many, 'ligne est changée', 'lignes sont changées')}.", *told]
    left = [f"{name}\u00a0: {why.rstrip('.')}." for name, why in kept]
    said += ["Laissées\u00a0:"] if left else []
    said += left[:MOST_TOLD]
    if more := left[MOST_TOLD:]:
        said.append(f"Et {words.count(len(more), 'autre', 'autres')}.")
    return format_html_join(" ", "{}", ((one,) for one in said)), address
