"""Changes page: everything new on what a person follows, and « tout marquer comme vu »."""

from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from portal.changes import actions, listing
from portal.web.pages import run_action
from portal.web.pagination import Paginator

PAGE = 20


@require_safe
def news(request):
    page = Paginator(listing.news(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/news.html", {"page": page, "days": listing.FLOOR.days})


@require_POST
def news_seen(request):
    return run_action(
        request,
        lambda: actions.note(request.user, listing.followed(request.user)),
        said="Tout est marqué comme vu.",
        done="news",
    )
