"""The pages of reuses: told, followed, read again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from observatory.models import GoodPractice
from observatory.reuse import pages, recording
from observatory.reuse.forms import DeclareForm, ReuseForm
from observatory.reuse.models import PracticeReuse
from observatory.reuse.rules import organisms_that_may
from observatory.rooms import rooms
from portal.web.pages import edit_page, refusal, transition_page, visible_or_404
from portal.workflow import Forbidden, Problem, Refused

PAGE = 20
NOBODY = "Seul un membre d’un autre organisme raconte son essai de cette pratique."


def find(request, reference):
    rows = pages.ROWS.exclude(pk__in=())
    return visible_or_404(PracticeReuse, request.user, rows=rows, reference=reference)


def reuses(request):
    page = Paginator(pages.followed(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rooms": rooms(request.user, "reuses")}
    return render(request, "observatory/reuse/list.html", context)


def reuse(request, reference):
    found = find(request, reference)
    return render(request, "observatory/reuse/one.html", pages.one(found, request.user))


def reuse_declare(request, slug):
    published = GoodPractice.objects.visible_to(request.user).published()
    practice = visible_or_404(GoodPractice, request.user, rows=published, slug=slug)
    if not organisms_that_may(request.user, practice):
        return refusal(request, practice, Forbidden(Problem("forbidden", NOBODY)))
    data = {"by": request.user, "without": practice.organism_id, "instance": PracticeReuse()}
    form = DeclareForm(request.POST or None, **data)
    is_whole = request.method == "POST" and form.is_valid()
    if is_whole and (done := _declared(request, practice, form)):
        return done
    page = {"form": form, "practice": practice}
    return render(request, "observatory/reuse/declare.html", page, status=_status(form))


def _declared(request, practice, form):
    try:
        made = recording.declare(practice, form.chosen, by=request.user, **form.facts)
    except Refused as refused:
        form.conflict = True
        form.add_error(None, str(refused))
        return None
    messages.success(request, "Votre essai est transmis au référent label.")
    return redirect(made)


def _status(form):
    return 409 if getattr(form, "conflict", False) else 422 if form.errors else 200


def reuse_edit(request, reference):
    found = find(request, reference)
    if problem := recording.closed(found, request.user):
        return refusal(request, found, problem)
    return edit_page(request, found, ReuseForm, context={"heading": "Écrire notre essai"})


def reuse_act(request, reference, address):
    return transition_page(request, find(request, reference), address)
