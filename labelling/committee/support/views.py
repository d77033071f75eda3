"""Views of advisory support: the list, a request, one of them and its steps."""

from django.shortcuts import render

from labelling.committee.support import actions, pages
from labelling.committee.support.exports import SUPPORTS
from labelling.committee.support.forms import RequestForm, SupportFilter
from labelling.committee.support.models import SupportRequest
from labelling.committee.support.rules import reader, supported
from portal.exports.tables import exported
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden

FOLDER = "labelling/support"
PAGE = 25
SENT = "Votre demande est envoyée au bureau du label, qui vous répond ici et par courriel."


@exported(SUPPORTS)
def support_list(request):
    only(reader, request.user)
    form = SupportFilter(request.GET)
    page = Paginator(pages.read_list(request.user, form), PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page} | pages.asking(request.user)
    return render(request, f"{FOLDER}/list.html", context)


def support_request(request):
    organisms = supported(request.user)
    if not organisms:
        raise Forbidden(actions.NOT_YOURS)
    asked = {"organism": organisms.filter(slug=request.GET.get("organisme", "")).first()}
    return form_page(
        request,
        RequestForm,
        template=f"{FOLDER}/request.html",
        organisms=organisms,
        initial={name: value for name, value in asked.items() if value},
        title="Demander un appui-conseil",
        submit="Envoyer la demande",
        save=lambda form: actions.request(by=form.by, **form.facts),
        said=SENT,
    )


def support(request, reference):
    found = _support(request, reference)
    return render(request, f"{FOLDER}/detail.html", pages.detail(found, request.user))


def support_act(request, reference, address):
    return transition_page(request, _support(request, reference), address)


def _support(request, reference):
    rows = pages.requests(request.user).select_related("organism", "adviser", "requested_by")
    return visible_or_404(SupportRequest, request.user, rows=rows, reference=reference)
