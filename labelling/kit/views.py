"""Views of the kit: public page, downloads, what my organism may take today."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_safe

from labelling.kit import actions, pages, serving, specimens
from labelling.kit.forms import KitFilter
from labelling.kit.models import BrandAsset
from labelling.kit.rules import steward
from labelling.labels.directory_views import fresh
from portal.cache.pages import cached_page
from portal.documents.views import INFECTED, WAITING, attachment
from portal.web.pages import visible_or_404
from portal.web.rate_limits import MINUTE, Limit, refuse_beyond

LIMIT = Limit(120, MINUTE)


@cached_page("nature", "public")
@require_safe
@login_not_required
def kit(request):
    form = KitFilter(request.GET)
    context = {"form": form} | pages.public(form.filters)
    return fresh(render(request, "labelling/kit/public.html", context), request)


@require_GET
@login_not_required
def kit_file(request, slug, key):
    """BR-78, BR-79: the version in force, to whom it is open today; one line in the register."""
    refuse_beyond(request, "kit.take", LIMIT)
    asset = visible_or_404(BrandAsset, request.user, slug=slug)
    return _served(request, asset, asset.versions.filter(state="in_force").first(), key)


@require_safe
@login_not_required
def kit_preview(request, slug, number):
    """A small picture to recognise a resource by: not a taking (BR-79), yet shown to whom it is open."""
    asset = visible_or_404(BrandAsset, request.user, slug=slug)
    version = asset.versions.exclude(preview=None).filter(number=number).first()
    try:
        serving.grant(asset, request.user)
    except serving.Closed:
        raise Http404 from None
    is_shown = version and (version.state == "in_force" or steward(request.user, asset))
    if not is_shown or not version.preview.is_downloadable:
        raise Http404
    return pictured(version.preview, is_free=not asset.licence_required)


@require_safe
@login_not_required
def kit_specimen(request, slug, number):
    """What a reserved resource looks like, hatched and small: BR-78 keeps the resource itself."""
    preview = specimens.preview_of(slug, number)
    if preview is None:
        raise Http404
    response = HttpResponse(specimens.draw(preview), content_type="image/webp")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=86400"
    return response


def pictured(stored, *, is_free):
    """Never another picture at this address: a reader may keep it, if all may see it."""
    response = attachment(stored)
    response["Content-Disposition"] = "inline"
    response["Content-Encoding"] = "identity"  # compressed already
    if is_free:
        response["Cache-Control"] = "public, max-age=86400"
    return response


def _served(request, asset, version, key):
    found = version and version.files.filter(key=key).select_related("stored").first()
    if not found:
        raise Http404
    try:
        grant = serving.grant(asset, request.user, request.GET.get("pour", ""))
    except serving.Closed as closed:
        return shut(request, closed)
    return handed_over(request, found, version, asset, grant)


def handed_over(request, found, version, asset, grant):
    """The file as an attachment, its line written in the same breath."""
    if not found.stored.is_downloadable:
        raise PermissionDenied(INFECTED if found.stored.scan_state == "refused" else WAITING)
    facts = {"form": found.label, "variant": asset.variant, "user": request.user}
    with transaction.atomic():
        actions.register(version=version, grant=grant, **facts)
        return attachment(found.stored)


def shut(request, closed):
    """The answer of today: kept nowhere, since a right may open or close at any moment."""
    context = {"closed": closed}
    response = render(request, "labelling/kit/closed.html", context, status=closed.status)
    add_never_cache_headers(response)
    return response


def kit_mine(request):
    context = pages.mine(request.user) | {"is_steward": steward(request.user, None)}
    return render(request, "labelling/kit/mine.html", context)
