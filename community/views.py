"""The club's page: the organisms labelled today, told to each other."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render

from community.public import club_organisms
from community.rules import reads_club

PAGE = 25


def club(request):
    if not reads_club(request.user):
        raise Http404
    rows = club_organisms().order_by("member_since", "name")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "community/club.html", {"page": page})
