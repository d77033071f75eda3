"""Views of the Dircom's desk of the kit: resources, versions, rights, downloads."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_safe

from labelling.kit import actions, pages, register, serving
from labelling.kit.exports import DOWNLOADS
from labelling.kit.forms import AssetForm, DeskFilter, NewAssetForm, RegisterFilter, VersionForm
from labelling.kit.models import AssetVersion, BrandAsset
from labelling.kit.rules import steward
from labelling.kit.views import handed_over
from portal.access import who_sees
from portal.exports.tables import exported
from portal.web.pages import edit_page, form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import audit_log

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
    return handed_over(request, found, version, version.asset, serving.Grant())


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
    rows = register.lines(form.filters).visible_to(request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    counts = {"takers": register.by_organism(rows), "assets": register.by_asset(rows)}
    context = {"page": page, "form": form} | counts
    return render(request, "labelling/kit/register.html", context)


@require_safe
@for_stewards
def kit_register_csv(request):
    rows = register.lines(RegisterFilter(request.GET).filters).visible_to(request.user)
    response = HttpResponse(register.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="registre-du-kit.csv"'
    return response
