"""Download view of private files: what the person may see, never cached."""

import logging
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from portal.documents.models import StoredFile, void_reason
from portal.ui import words
from portal.web.pages import visible_or_404

logger = logging.getLogger("portal.access")
WAITING = "Ce fichier n’a pas encore passé l’antivirus. Revenez dans quelques minutes."
INFECTED = "L’antivirus a refusé ce fichier. Demandez une autre copie à la personne qui l’a déposé."
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_GET
def download(request, token):
    """BR-91: as an attachment; a foreign file and a missing one give the same 404 (BR-01); void, 410."""
    stored = visible_or_404(StoredFile, request.user, token=token)
    if not stored.is_downloadable:
        raise PermissionDenied(INFECTED if stored.scan_state == "refused" else WAITING)
    if stored.erased_on:
        sentence = f"Effacé le {words.day(stored.erased_on)}, au terme de sa durée de conservation."
        return render(request, "410.html", {"erased": sentence}, status=410)
    if sentence := void_reason(stored):
        return render(request, "410.html", {"sentence": sentence}, status=410)
    logger.info("download file=%s user=%s", stored.pk, request.user.pk)
    return attachment(stored)


def attachment(stored):
    """The answer that carries a file whose reader has been told entitled: saved, never shown or run."""
    response = _content(stored)
    response["Content-Disposition"] = content_disposition_header(True, stored.name)
    for header, value in HEADERS.items():
        response[header] = value
    return response


def inline_image(stored):
    """A picture that a public page shows, under a CSP that runs nothing."""
    response = FileResponse(
        stored.file.storage.open(stored.file.name), content_type=stored.content_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=300"
    return response


def _content(stored):
    """From this process, or by the front server from a location that it alone can read."""
    if settings.SENDFILE_PREFIX:
        response = HttpResponse(content_type=stored.content_type)
        response["X-Accel-Redirect"] = settings.SENDFILE_PREFIX + quote(stored.file.name)
        return response
    try:
        content = stored.file.storage.open(stored.file.name)
    except FileNotFoundError as error:
        logger.error("file %s is missing from the private storage", stored.pk)
        raise Http404 from error
    return FileResponse(content, content_type=stored.content_type)
