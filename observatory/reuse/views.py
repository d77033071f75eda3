"""Views of reuses: declare, follow, review."""

from django.shortcuts import render

from observatory.practices.models import GoodPractice
from observatory.practices.tabs import list_tabs
from observatory.reuse import actions, pages
from observatory.reuse.forms import DeclareForm, ReuseForm
from observatory.reuse.models import PracticeReuse
from observatory.reuse.rules import organisms_that_may
from portal.web.pages import edit_page, form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden

PAGE = 20
NOBODY = "Seul un membre d’un autre organisme raconte son essai de cette pratique."


def find_reuse(request, reference):
    rows = pages.ROWS.exclude(pk__in=())
    return visible_or_404(PracticeReuse, request.user, rows=rows, reference=reference)


def reuses(request):
    page = Paginator(pages.followed(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "observatory_tabs": list_tabs(request.user, "reuses")}
    return render(request, "observatory/reuse/list.html", context)


def reuse(request, reference):
    found = find_reuse(request, reference)
    return render(request, "observatory/reuse/one.html", pages.reuse_page(found, request.user))


def reuse_declare(request, slug):
    published = GoodPractice.objects.visible_to(request.user).published()
    practice = visible_or_404(GoodPractice, request.user, rows=published, slug=slug)
    if not organisms_that_may(request.user, practice):
        raise Forbidden(NOBODY, thing=practice)
    return form_page(
        request,
        DeclareForm,
        thing=practice,
        template="observatory/reuse/declare.html",
        context={"practice": practice},
        without=practice.organism_id,
        save=lambda form: actions.declare(practice, form.chosen, by=request.user, **form.facts),
        said="Votre essai est transmis au référent label.",
    )


def reuse_edit(request, reference):
    found = find_reuse(request, reference)
    if problem := actions.closed(found, request.user):
        raise problem.about(found)
    return edit_page(request, found, ReuseForm, context={"heading": "Écrire notre essai"})


def reuse_act(request, reference, address):
    return transition_page(request, find_reuse(request, reference), address)
