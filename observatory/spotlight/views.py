"""The pages where the référent or the Dircom chooses the practice of the month."""

from django.http import Http404
from django.shortcuts import redirect, render

from observatory.rooms import rooms
from observatory.spotlight import choosing
from observatory.spotlight.forms import ChooseForm
from observatory.spotlight.models import MonthlyPractice
from portal.web.pages import transition_page, visible_or_404
from portal.workflow import Refused, audit_log

MOST = 48  # months listed


def months(request):
    if not choosing.chooser(request.user, None):
        raise Http404
    rows = MonthlyPractice.objects.visible_to(request.user).select_related("practice__organism")
    shown = {"rows": rows[:MOST], "now": choosing.current()}
    shown["rooms"] = rooms(request.user, "months")
    return render(request, "observatory/spotlight/list.html", shown)


def month_choose(request):
    if not choosing.chooser(request.user, None):
        raise Http404
    first = {"practice": request.GET.get("fiche", "")}
    form = ChooseForm(request.POST or None, by=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(choosing.choose(by=request.user, **form.cleaned_data))
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form}
    status = 422 if form.errors else 200
    return render(request, "observatory/spotlight/choose.html", context, status=status)


def find(request, month):
    """The choice that holds for the month, else the last one that was cancelled."""
    rows = MonthlyPractice.objects.visible_to(request.user).select_related("practice__organism")
    day = choosing.month_of(month)
    if day is None:
        raise Http404
    return visible_or_404(
        MonthlyPractice, request.user, rows=rows.order_by("-state", "-pk"), month=day
    )


def month(request, month):
    found = find(request, month)
    context = {
        "one": found,
        "offers": found.workflow.offers(found, request.user),
        "entries": audit_log.of(found)[:10],
    }
    return render(request, "observatory/spotlight/one.html", context)


def month_act(request, month, address):
    return transition_page(request, find(request, month), address)
