"""View of the public sizes of an organism's picture."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.views.decorators.http import require_safe

from labelling.labels import organism_page
from portal.documents.picture_sizes import sized
from portal.documents.views import inline_image

SIZES = {"vignette": "card", "image": "page"}


@require_safe
@login_not_required
def organism_picture(request, slug, size, form):
    """The picture of an organism that the directory shows today (BR-70), else 404."""
    if size not in SIZES:
        raise Http404
    stored = organism_page.public_size(slug, sized(SIZES[size], form))
    if stored is None:
        raise Http404
    return inline_image(stored)
