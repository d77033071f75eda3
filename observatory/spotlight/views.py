"""Views of the practice of the month, for the référent and the Dircom."""

from django.http import Http404
from django.shortcuts import render

from observatory.practices.tabs import list_tabs
from observatory.spotlight import actions
from observatory.spotlight.forms import ChooseForm
from observatory.spotlight.models import MonthlyPractice
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.workflow import audit_log

MOST = 48  # months listed


def months(request):
    if not actions.chooser(request.user, None):
        raise Http404
    rows = MonthlyPractice.objects.visible_to(request.user).select_related("practice__organism")
    shown = {"rows": rows[:MOST], "now": actions.current()}
    shown["observatory_tabs"] = list_tabs(request.user, "months")
    return render(request, "observatory/spotlight/list.html", shown)


def month_choose(request):
    if not actions.chooser(request.user, None):
        raise Http404
    return form_page(
        request,
        ChooseForm,
        template="observatory/spotlight/choose.html",
        initial={"practice": request.GET.get("fiche", "")},
        save=lambda form: actions.choose(by=request.user, **form.facts),
    )


def find_month(request, month):
    """The choice in force for the month, else the last one cancelled."""
    rows = MonthlyPractice.objects.visible_to(request.user).select_related("practice__organism")
    day = actions.month_of(month)
    if day is None:
        raise Http404
    return visible_or_404(
        MonthlyPractice, request.user, rows=rows.order_by("-state", "-pk"), month=day
    )


def month(request, month):
    found = find_month(request, month)
    context = {
        "one": found,
        "offers": found.workflow.offers(found, request.user),
        "entries": audit_log.entries_of(found)[:10],
    }
    return render(request, "observatory/spotlight/one.html", context)


def month_act(request, month, address):
    return transition_page(request, find_month(request, month), address)
