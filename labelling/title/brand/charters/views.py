"""Views of a charter's stylesheet, sample and drawings, cached by content."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_safe

from labelling.title.brand.charters.looks import by_digest
from portal.documents.pdf.styles import drawing

YEAR = 365 * 24 * 3600
DRAWINGS = ("mark", "wall")


def _answer(request, digest, content_type, written):
    """The digest names the content: kept for ever by all, unless it is a draft's."""
    look, is_public = by_digest(digest, lambda: request.user)
    if look is None:
        raise Http404
    response = HttpResponse(written(look), content_type=content_type)
    if is_public:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    else:
        add_never_cache_headers(response)
    return response


@require_safe
@login_not_required
def stylesheet(request, digest):
    return _answer(request, digest, "text/css; charset=utf-8", lambda look: look.stylesheet())


@require_safe
@login_not_required
def sample(request, digest):
    """The same values for one part of a page, so that two charters stand side by side."""
    return _answer(request, digest, "text/css; charset=utf-8", lambda look: look.scoped())


@require_safe
@login_not_required
def picture(request, digest, name):
    """Shown as an image only: the policy forbids it everything else."""
    if name not in DRAWINGS:
        raise Http404
    kind = "image/svg+xml; charset=utf-8"
    response = _answer(request, digest, kind, lambda look: drawing(f"img/{name}.svg", look))
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
