"""Views of saved searches: one's own list, and unsubscribing by link without signing in.

`alert_stop` is no form page: mail programs post to it for their user and may not be redirected (RFC 8058).
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from observatory.alerts import actions
from observatory.alerts.forms import SavedSearchForm
from observatory.alerts.models import SavedSearch
from observatory.search_page.feeds import describe_search
from observatory.search_page.names import Labels
from observatory.search_page.parsing import read
from portal.web.pages import SAVED, form_page, run_action, visible_or_404

LIST = "observatory:alerts"


def alerts(request):
    rows = SavedSearch.objects.visible_to(request.user)
    return render(request, "observatory/alerts/list.html", {"rows": list(rows)})


def alert_new(request):
    labels = Labels()
    state = read(request.GET, labels).but(picked=())
    words = describe_search(state, labels) or "Toutes les pratiques"
    return form_page(
        request,
        SavedSearchForm,
        template="observatory/alerts/new.html",
        context={"said": words, "results_url": state.url()},
        initial={"name": words[:120]},
        save=lambda form: actions.keep(request.user, state.query, **form.facts),
        said="La recherche est gardée.",
        done=LIST,
    )


def alert(request, pk):
    row = visible_or_404(SavedSearch, request.user, pk=pk)
    if "forget" in request.POST:
        return run_action(request, row.delete, said="La recherche est supprimée.", done=LIST)
    return form_page(
        request,
        SavedSearchForm,
        template="observatory/alerts/detail.html",
        context={"row": row},
        initial={"name": row.name, "frequency": row.frequency},
        save=lambda form: actions.change(row, **form.facts),
        said=SAVED,
        done=LIST,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def alert_stop(request, token):
    """RFC 8058: a POST to the secret URL stops the mails at once, without a session; GET asks."""
    try:
        row = actions.named(token)
    except LookupError:
        raise Http404 from None
    if row is not None and request.method == "POST":
        row = actions.stop(row)
    return render(request, "observatory/alerts/stop.html", {"row": row})
