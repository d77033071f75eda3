"""The searches that somebody keeps, in their space; and the way out of their mails, without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from observatory.alerts import keeping
from observatory.alerts.forms import SavedSearchForm
from observatory.alerts.models import SavedSearch
from observatory.search_page.feeds import said
from observatory.search_page.labels import Labels
from observatory.search_page.state import read
from portal.once import new_key, once
from portal.views import get_visible_or_404
from portal.workflow import Refused


def alerts(request):
    rows = SavedSearch.objects.visible_to(request.user)
    return render(request, "observatory/alerts/list.html", {"rows": list(rows)})


@once
def alert_new(request):
    labels = Labels()
    state = read(request.GET, labels).but()
    words = said(state, labels) or "Toutes les pratiques"
    form = SavedSearchForm(request.POST or None, initial={"name": words[:120]})
    context = {"form": form, "said": words, "results_url": state.url(), "once": new_key()}
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            keeping.keep(request.user, state.query, **form.cleaned_data)
        except Refused as problem:
            context["problem"], status = str(problem), 409
        else:
            messages.success(request, "La recherche est gardée.")
            return redirect("observatory:alerts")
    status = 422 if form.errors else status
    return render(request, "observatory/alerts/new.html", context, status=status)


@once
def alert(request, pk):
    row = get_visible_or_404(SavedSearch, request.user, pk=pk)
    form = SavedSearchForm(
        request.POST or None, initial={"name": row.name, "frequency": row.frequency}
    )
    if request.method == "POST" and "forget" in request.POST:
        row.delete()
        messages.success(request, "La recherche est supprimée.")
        return redirect("observatory:alerts")
    if request.method == "POST" and form.is_valid():
        keeping.change(row, **form.cleaned_data)
        messages.success(request, "C’est enregistré.")
        return redirect("observatory:alerts")
    context = {"row": row, "form": form, "once": new_key()}
    status = 422 if form.errors else 200
    return render(request, "observatory/alerts/detail.html", context, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def alert_stop(request, token):
    """RFC 8058: a POST to the secret address stops the mails at once, without a session; a GET asks."""
    try:
        row = keeping.named(token)
    except LookupError:
        raise Http404 from None
    if row is not None and request.method == "POST":
        row = keeping.stop(row)
    return render(request, "observatory/alerts/stop.html", {"row": row})
