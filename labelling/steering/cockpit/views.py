"""Views of the cockpit: the screen, and the cases of one of its numbers."""

from django.http import Http404
from django.shortcuts import render

from labelling.steering.cockpit import pages, rules
from portal.web.pages import only


def cockpit(request):
    only(rules.reader, request.user)
    return render(request, "labelling/cockpit/screen.html", pages.cockpit(request.user))


def cockpit_cases(request, code):
    only(rules.whole, request.user)
    listed = pages.list_cases(code)
    if listed is None:
        raise Http404
    return render(request, "labelling/cockpit/cases.html", {"listed": listed})
