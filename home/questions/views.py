"""Views of public questions on the site: list and detail."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from community.public import public_questions
from home.frame import reading as frame
from portal.cache.pages import cached_page
from portal.web.pagination import Paginator

TITLE = "Questions et réponses"
LEAD = "Ce que les organismes demandent sur le label, et ce que répond le référent label."
TRAIL = (("Accueil", "/"), ("Le label", "/le-label/"))
PAGE = 50


@cached_page("page")
@require_safe
@login_not_required
def questions(request):
    page = Paginator(public_questions(), PAGE).get_page(request.GET.get("page"))
    context = {"title": TITLE, "lead": LEAD, "trail": [*TRAIL, (TITLE, "")], "page": page}
    context["tabs"] = frame.tabs(request.path)
    return render(request, "home/questions/list.html", context)


@cached_page()
@require_safe
@login_not_required
def question(request, slug):
    found = public_questions().filter(slug=slug).first()
    if found is None:
        raise Http404
    trail = [*TRAIL, (TITLE, reverse("home:questions")), (found.title, "")]
    context = {"question": found, "trail": trail, "tabs": frame.tabs(request.path)}
    return render(request, "home/questions/one.html", context)
