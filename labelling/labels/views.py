"""The public register (directory, verification) and the label's page in the member space."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from labelling.labels import export, pages, register
from labelling.labels.forms import DirectoryFilter, VerifyForm
from labelling.labels.models import Label
from portal import clock, journal
from portal.access import who_sees
from portal.page_cache import kept
from portal.views import act, get_visible_or_404

PAGE = 25
RATE = {"verify": "30/m/ip"}


def fresh(response, request):
    """Asked again each time: a withdrawal is seen at once; a page with somebody's name stays theirs."""
    scope = "private" if request.user.is_authenticated else "public"
    patch_cache_control(response, no_cache=True, **{scope: True})
    return response


@kept("famille", "region", "page")
@require_safe
@login_not_required
def directory(request):
    form = DirectoryFilter(request.GET)
    rows = register.directory(**form.filters)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "today": clock.today()}
    context |= pages.directory(page, form.filters)
    return fresh(render(request, "labelling/labels/directory.html", context), request)


@require_safe
@login_not_required
def directory_csv(request):
    rows = register.directory(**DirectoryFilter(request.GET).filters)
    response = HttpResponse(export.table(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="annuaire-qualihlm.csv"'
    return fresh(response, request)


@kept()
@require_safe
@login_not_required
def directory_organism(request, slug):
    context = pages.organism(slug)
    if context is None:
        raise Http404
    return fresh(render(request, "labelling/labels/organism.html", context), request)


@require_safe
@never_cache
@login_not_required
def verify_form(request):
    form = VerifyForm(request.GET or None)
    if form.is_valid():
        return redirect("labelling:verify", form.cleaned_data["numero"])
    status = 422 if form.errors else 200
    return render(request, "labelling/labels/verify_form.html", {"form": form}, status=status)


@require_safe
@never_cache
@login_not_required
def verify(request, number):
    if not ratelimit.consume(
        request, app="labelling", action="verify", config=RATE, limit_get=True
    ):
        return render(request, "429.html", status=429)
    answer = register.verify(number.upper())
    context = {"form": VerifyForm(), "answer": answer, "number": number, "now": clock.now()}
    name = "verify" if answer else "verify_unknown"
    return render(request, f"labelling/labels/{name}.html", context, status=200 if answer else 404)


def label_list(request):
    rows = Label.objects.visible_to(request.user).select_related("organism")
    rows = rows.order_by(pages.ENDED, "end_on", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "labelling/labels/list.html", {"page": page, "rows": pages.rows(page)})


def label_detail(request, reference):
    label = get_visible_or_404(Label, request.user, rows=pages.LABELS, reference=reference)
    context = pages.label(label, request.user)
    context |= {"entries": journal.of(label)[:30], "seen": who_sees(label)}
    return render(request, "labelling/labels/detail.html", context)


def label_act(request, reference, address):
    label = get_visible_or_404(Label, request.user, rows=pages.LABELS, reference=reference)
    return act(request, label, address)
