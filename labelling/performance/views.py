"""Views of the performance of the label: its elements and scores, the dispersion of its auditors’ ratings."""

from django.shortcuts import render

from labelling.performance import pages
from labelling.performance.exports import FIGURES
from labelling.performance.rules import reader, whole
from labelling.performance.showing import shown
from portal.exports.tables import exported
from portal.web.pages import only


@exported(FIGURES)
def performance(request):
    only(reader, request.user)
    return render(request, "labelling/performance/page.html", shown(request.user))


def auditors(request):
    only(whole, request.user)
    return render(request, "labelling/performance/auditors.html", pages.auditors(request.user))
