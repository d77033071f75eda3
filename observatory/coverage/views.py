"""Views of coverage and of practices that need attention, for the référent and the Dircom."""

from django import forms
from django.http import Http404
from django.shortcuts import render

from labelling.public import instructor, regions
from observatory.coverage import counts, listing
from observatory.practices.rules import dircom
from observatory.practices.tabs import list_tabs
from portal.web.forms import Filter
from portal.web.pagination import Paginator

PAGE = 20
steerer = instructor | dircom


class RegionFilter(Filter):
    region = forms.ChoiceField(label="Région", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", "Toute la France"), *regions()]

    @property
    def chosen(self):
        return self.cleaned_data["region"] if self.is_valid() else ""


def coverage(request):
    if not steerer(request.user, None):
        raise Http404
    form = RegionFilter(request.GET)
    here = form.chosen
    context = counts.matrix(here) | {
        "form": form,
        "place": dict(regions()).get(here, ""),
        "untold": counts.untold_criteria(here),
        "regions": [] if here else counts.by_region(),
        "may_call": instructor(request.user, None),
        "observatory_tabs": list_tabs(request.user, "coverage"),
    }
    return render(request, "observatory/coverage/page.html", context)


def upkeep_list(request, which):
    one = listing.BY_ADDRESS.get(which)
    if one is None or not steerer(request.user, None):
        raise Http404
    page = Paginator(listing.rows(request.user, one), PAGE).get_page(request.GET.get("page"))
    context = {"list": one, "page": page}
    context |= {"tabs": listing.tabs(request.user, one), "since": listing.counted_since()}
    return render(request, "observatory/coverage/upkeep.html", context)
