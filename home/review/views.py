"""The facts of the pages, in the CMS: read by the Dircom, decided by the référent."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from home.review import desk, entries
from portal.models import Role

GONE = "Cet acte n’est plus proposé\u00a0: la page a changé depuis. Rien n’est modifié."


def facts(request):
    _who_reads(request.user)
    return render(request, "home/review/facts.html", {"rows": desk.pages_with_facts()})


def facts_page(request, pk):
    _who_reads(request.user)
    page = _page(pk)
    offers = desk.offers(page) if request.user.has_role(Role.REFERENT) else []
    lines = entries.EditorialEntry.objects.visible_to(request.user).filter(page_id=page.pk)
    shown = {"page": page, "offers": offers, "lines": lines.select_related("by")[:50]}
    return render(request, "home/review/facts_page.html", shown)


@require_POST
def facts_act(request, pk, act):
    if not request.user.has_role(Role.REFERENT):
        raise Http404
    page = _page(pk)
    reason = request.POST.get("reason", "").strip()[:500]
    if desk.do(page, act, request.user, reason):
        messages.success(request, "C’est fait.")
        return redirect("facts_page", pk=page.pk)
    messages.error(request, GONE)
    return render(request, "home/review/facts_page.html", {"page": page}, status=409)


def _who_reads(user):
    if not (user.has_role(Role.REFERENT) or user.has_role(Role.DIRCOM)):
        raise Http404


def _page(pk):
    page = desk.find(pk)
    if page is None:
        raise Http404
    return page
