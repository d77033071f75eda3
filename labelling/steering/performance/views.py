"""Views of the performance of the label: its elements and scores, the dispersion of its auditors’ ratings."""

from django.shortcuts import render

from labelling.steering.performance import pages
from labelling.steering.performance.exports import FIGURES
from labelling.steering.performance.pages import reading_page
from labelling.steering.performance.rules import reader, whole
from portal.exports.tables import exported
from portal.web.pages import only


@exported(FIGURES)
def performance(request):
    only(reader, request.user)
    return render(request, "labelling/performance/page.html", reading_page(request.user))


def auditors(request):
    only(whole, request.user)
    return render(request, "labelling/performance/auditors.html", pages.auditors(request.user))
