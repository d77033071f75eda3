"""View of public image renditions; originals are never served."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from home.models import PortalRendition
from home.pictures import SERVED, WHOLE

FOREVER = "public, max-age=31536000, immutable"  # the name holds the hash of the content


@require_safe
@login_not_required
def rendition(request, name):
    """A rendition that has a row, of a public image; never an original, a document or a left-over file."""
    kind = SERVED.get(name.rpartition(".")[2])
    row = PortalRendition.named(name) if kind else None
    if row is None or not row.image.is_downloadable:
        raise Http404
    is_whole = row.filter_spec == WHOLE
    if is_whole and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    try:
        content = row.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type=kind)
    answer["Cache-Control"] = "private, no-store" if is_whole else FOREVER
    answer["Content-Encoding"] = "identity"  # compressed already
    return answer
