"""Views of the points: all of them, one with its history, an alert and its steps."""

from django.shortcuts import render

from labelling.steering.process_map.models import AlertPoint
from labelling.steering.process_map.points import pages
from labelling.steering.process_map.rules import whole
from portal.web.pages import only, transition_page, visible_or_404
from portal.workflow.audit_log import entries_of

FOLDER = "labelling/process_map"


def points(request):
    only(whole, request.user)
    return render(request, f"{FOLDER}/points.html", pages.points_page(request.user))


def point(request, code):
    only(whole, request.user)
    context = pages.point_page(request.user, code, request.GET)
    if context["alert"]:
        context["entries"] = entries_of(context["alert"])
    return render(request, f"{FOLDER}/point.html", context)


def alert_point(request, reference):
    alert = _alert(request, reference)
    context = pages.point_page(request.user, alert.code, request.GET, alert)
    return render(request, f"{FOLDER}/point.html", context | {"entries": entries_of(alert)})


def alert_point_act(request, reference, address):
    return transition_page(request, _alert(request, reference), address)


def _alert(request, reference):
    return visible_or_404(AlertPoint, request.user, reference=reference)
