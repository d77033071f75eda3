"""Views of the kit: public page, downloads, what my organism may take today."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_safe

from labelling.title.kit import actions, listing, pages, pictures, rights
from labelling.title.kit.exports import DOWNLOADS
from labelling.title.kit.forms import (
    AssetForm,
    DeskFilter,
    KitFilter,
    NewAssetForm,
    RegisterFilter,
    VersionForm,
)
from labelling.title.kit.models import AssetVersion, BrandAsset
from labelling.title.kit.rules import steward
from labelling.title.labels.directory.views import fresh
from portal.access import who_sees
from portal.cache.pages import cached_page
from portal.documents.views import INFECTED, WAITING, attachment
from portal.exports.tables import exported
from portal.web.pages import edit_page, form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.web.rate_limits import MINUTE, Limit, refuse_beyond
from portal.workflow import audit_log

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
        rights.grant(asset, request.user)
    except rights.Closed:
        raise Http404 from None
    is_shown = version and (version.state == "in_force" or steward(request.user, asset))
    if not is_shown or not version.preview.is_downloadable:
        raise Http404
    return pictured(version.preview, is_free=not asset.licence_required)


@require_safe
@login_not_required
def kit_specimen(request, slug, number):
    """What a reserved resource looks like, hatched and small: BR-78 keeps the resource itself."""
    preview = pictures.preview_of(slug, number)
    if preview is None:
        raise Http404
    response = HttpResponse(pictures.draw(preview), content_type="image/webp")
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
        grant = rights.grant(asset, request.user, request.GET.get("pour", ""))
    except rights.Closed as closed:
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


PAGE = 25


def for_stewards(view):
    """The desk does not exist for anybody else (404)."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not steward(request.user, None):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _asset(request, slug):
    return visible_or_404(BrandAsset, request.user, slug=slug)


def _version(request, slug, number):
    rows = AssetVersion.objects.visible_to(request.user).select_related("asset")
    return visible_or_404(AssetVersion, request.user, rows=rows, asset__slug=slug, number=number)


@for_stewards
def kit_desk(request):
    form = DeskFilter(request.GET)
    page = Paginator(pages.desk(form.filters), PAGE).get_page(request.GET.get("page"))
    return render(request, "labelling/kit/desk.html", {"page": page, "form": form})


@for_stewards
def kit_add(request):
    return form_page(
        request,
        NewAssetForm,
        template="labelling/kit/add.html",
        save=lambda form: actions.begin_asset(by=form.by, **form.facts),
        said="Ressource ajoutée. Publiez sa première version pour la proposer.",
    )


@for_stewards
def kit_asset(request, slug):
    asset = _asset(request, slug)
    context = pages.asset(asset, request.user)
    context |= {"entries": audit_log.entries_of(asset)[:30], "seen": who_sees(asset)}
    return render(request, "labelling/kit/asset.html", context)


@for_stewards
def kit_edit(request, slug):
    heading = {"heading": "Modifier la ressource"}
    return edit_page(request, _asset(request, slug), AssetForm, context=heading)


@for_stewards
def kit_version_add(request, slug):
    asset = _asset(request, slug)
    return form_page(
        request,
        VersionForm,
        thing=asset,
        title="Préparer une version",
        save=lambda form: actions.add_version(asset, by=form.by, **form.facts),
    )


@for_stewards
def kit_version(request, slug, number):
    version = _version(request, slug, number)
    context = {
        "version": version,
        "number_said": f"Version {version.number}",
        "offers": version.workflow.offers(version, request.user),
        "files": version.files.select_related("stored"),
    }
    return render(request, "labelling/kit/version.html", context)


@require_GET
@for_stewards
def kit_version_file(request, slug, number, key):
    """Any version, to look at before it is published; the register tells it all the same."""
    version = _version(request, slug, number)
    found = version.files.select_related("stored").filter(key=key).first()
    if found is None:
        raise Http404
    return handed_over(request, found, version, version.asset, rights.Grant())


@for_stewards
def kit_version_act(request, slug, number, address):
    return transition_page(request, _version(request, slug, number), address)


@for_stewards
def kit_asset_act(request, slug, address):
    return transition_page(request, _asset(request, slug), address)


@exported(DOWNLOADS)
@for_stewards
def kit_register(request):
    form = RegisterFilter(request.GET)
    rows = listing.lines(form.filters).visible_to(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counts = {"takers": listing.by_organism(rows), "assets": listing.by_asset(rows)}
    context = {"page": page, "form": form} | counts
    return render(request, "labelling/kit/register.html", context)


@require_safe
@for_stewards
def kit_register_csv(request):
    rows = listing.lines(RegisterFilter(request.GET).filters).visible_to(request.user)
    response = HttpResponse(listing.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="registre-du-kit.csv"'
    return response
