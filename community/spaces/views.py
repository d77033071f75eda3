"""The spaces that a person enters, and each one's first page."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from community.models import Space
from community.public import club_organisms
from community.rules import comes
from community.spaces import home, tabs
from community.spaces.standing import places
from portal.views import act

PAGE = 25


def communities(request):
    if not comes(request.user):
        raise Http404
    mine = places(request.user)
    rows = [(space, mine.get(space.pk)) for space in Space.objects.visible_to(request.user)]
    return render(request, "community/spaces/list.html", {"rows": rows})


def space(request, slug):
    found = tabs.find(request, slug)
    context = tabs.frame(request, found, "community:space")
    context["offers"] = found.workflow.offers(found, request.user)
    context["blocks"] = home.blocks(request.user, found)
    return render(request, "community/spaces/one.html", context)


def space_organisms(request, slug):
    """The organisms labelled today, told to the club."""
    found = tabs.find(request, slug)
    if found.kind != Space.Kind.CLUB:
        raise Http404
    rows = club_organisms().order_by("member_since", "name")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = tabs.frame(request, found, "community:space_organisms") | {"page": page}
    return render(request, "community/spaces/organisms.html", context)


def space_act(request, slug, address):
    return act(request, tabs.find(request, slug), address)
