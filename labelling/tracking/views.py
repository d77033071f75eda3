"""Views of an import of the tracking: what it brought, its journal, its steps."""

from django.shortcuts import render

from labelling.tracking import history
from labelling.tracking.models import TrackingImport
from portal.access import who_sees
from portal.web.pages import transition_page, visible_or_404
from portal.web.pagination import Paginator

LINES = 25


def _found(request, reference):
    return visible_or_404(TrackingImport, request.user, reference=reference)


def tracking_import(request, reference):
    found = _found(request, reference)
    lines = Paginator(history.entries(found), LINES).get_page(request.GET.get("page"))
    context = {
        "tracking": found,
        "offers": found.workflow.offers(found, request.user),
        "counts": history.counts(found),
        "lines": lines,
        "seen": who_sees(found),
    }
    return render(request, "labelling/tracking/detail.html", context)


def tracking_import_act(request, reference, address):
    return transition_page(request, _found(request, reference), address)
