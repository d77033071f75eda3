"""Views of the facts of pages: read by the Dircom, decided by the référent."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from home.review import actions, models
from home.review_desk import desk
from home.site_map import tree
from portal.models import Role
from portal.web.pages import run_action
from portal.workflow import Forbidden, Refused

GONE = "Cet acte n’est plus proposé\u00a0: la page a changé depuis. Rien n’est modifié."


def facts(request):
    _who_reads(request.user)
    context = {"rows": desk.pages_with_facts(), "numbers": desk.numbers_of_the_rules()}
    return render(request, "home/review/facts.html", context)


def facts_page(request, where):
    _who_reads(request.user)
    page = _page(where)
    if request.method == "POST":
        return _act(request, page)
    return _render_page(request, page)


def _act(request, page):
    """The référent decides; the Dircom reads."""
    if not request.user.has_role(Role.REFERENT):
        raise Forbidden("Seul le référent label décide de cette page.")
    act, reason = request.POST.get("act"), request.POST.get("reason", "").strip()[:500]

    def decide():
        if not desk.do(page, act, request.user, reason):
            raise Refused(GONE)

    def shown_again(_problems):
        messages.error(request, GONE)
        return _render_page(request, page, status=409)

    return run_action(
        request,
        decide,
        said="C’est fait.",
        otherwise=shown_again,
        done=reverse("home:facts_page", args=[desk.place(page)]),
    )


def _render_page(request, page, status=200):
    offers = desk.offers(page) if request.user.has_role(Role.REFERENT) else []
    lines = models.EditorialEntry.objects.visible_to(request.user).filter(page_id=page.pk)
    shown = {"one": page, "offers": offers, "lines": lines.select_related("by")[:50]}
    shown["address"] = tree.address(page.url_path)
    shown["may_edit"] = page.permissions_for_user(request.user).can_edit()
    return render(request, "home/review/facts_page.html", shown, status=status)


def abandon_draft(request, where):
    """Whoever may edit the page drops its draft, once it is confirmed."""
    page = _page(where)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    if request.method == "POST":
        return run_action(
            request,
            lambda: actions.abandon(page, by=request.user),
            said="Le brouillon est abandonné.",
            done=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        )
    if said := actions.obstacle(page):
        raise Refused(said)
    title = "Abandonner ce brouillon"
    context = {"page": page, "header_title": title, "page_title": title, "header_icon": "bin"}
    return render(request, "home/review/abandon.html", context)


def _who_reads(user):
    if not (user.has_role(Role.REFERENT) or user.has_role(Role.DIRCOM)):
        raise Http404


def _page(where):
    page = desk.find_page(where)
    if page is None:
        raise Http404
    return page
