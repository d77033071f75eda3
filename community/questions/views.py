"""Views of public questions for their publishers: list, preview, text, steps."""

from django.http import Http404
from django.shortcuts import render

from community.faq.rules import keeper
from community.faq.views import find_entry
from community.questions import actions
from community.questions.forms import TextForm
from community.questions.models import PublicQuestion
from community.questions.rules import publisher
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import audit_log

PAGE = 25
ACT = "community/questions/act.html"


def find_question(request, reference):
    """For publishers only, else 404: everybody else has the public page."""
    if not publisher(request.user, None):
        raise Http404
    rows = actions.ROWS
    return visible_or_404(PublicQuestion, request.user, rows=rows, entry__reference=reference)


def public_questions(request):
    if not publisher(request.user, None):
        raise Http404
    rows = PublicQuestion.objects.visible_to(request.user).select_related("entry")
    page = Paginator(rows.order_by("-state", "title__french", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "community/questions/list.html", {"page": page})


def public_question(request, reference):
    found = find_question(request, reference)
    context = {"question": found, "offers": found.workflow.offers(found, request.user)}
    if keeper(request.user, found.entry):
        context |= {"entry": found.entry, "entries": audit_log.entries_of(found.entry)[:20]}
    return render(request, "community/questions/one.html", context)


def public_prepare(request, slug, reference):
    entry = find_entry(request, slug, reference)
    only(keeper, request.user, entry, actions.NOBODY)
    return _write_page(request, entry, actions.prepare)


def public_write(request, reference):
    return _write_page(request, find_question(request, reference), actions.write)


def _write_page(request, thing, record):
    """Form page shared by both forms; `record` saves, then the preview is shown."""
    return form_page(
        request,
        TextForm,
        thing=thing,
        template="community/questions/write.html",
        context={"back": thing},
        initial={"title": thing.title, "source": thing.source},
        save=lambda form: record(thing, by=request.user, **form.facts),
        rewrites=(thing, ("title", "source")),
    )


def public_act(request, reference, address):
    found = find_question(request, reference)
    return transition_page(request, found, address, template=ACT, context={"question": found})
