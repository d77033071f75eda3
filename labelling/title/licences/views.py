"""Views of licences: list, one licence, its steps."""

from django.shortcuts import render

from labelling.title.licences import pages
from labelling.title.licences.exports import LICENCES, filter_form
from labelling.title.licences.models import BrandLicence
from portal.exports.tables import exported
from portal.web.pages import transition_page, visible_or_404
from portal.web.pagination import Paginator

PAGE = 25
ACCEPT = "accepter"


def _find_licence(request, reference):
    return visible_or_404(BrandLicence, request.user, rows=pages.LICENCES, reference=reference)


@exported(LICENCES)
def licence_list(request):
    form = filter_form(request.user, request.GET)
    page = Paginator(form.narrow(pages.read_list(request.user)), PAGE)
    page = page.get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": pages.rows(page.object_list)}
    return render(request, "labelling/licences/list.html", context)


def licence_detail(request, reference):
    licence = _find_licence(request, reference)
    context = pages.detail(licence, request.user)
    return render(request, "labelling/licences/detail.html", context)


def licence_act(request, reference, address):
    licence = _find_licence(request, reference)
    if address != ACCEPT:
        return transition_page(request, licence, address)
    context = pages.acceptance(licence)
    return transition_page(
        request, licence, address, template="labelling/licences/accept.html", context=context
    )
