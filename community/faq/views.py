"""The FAQ of a space: read by its members, written by the référent from a certified answer."""

from django.contrib import messages
from django.shortcuts import redirect, render

from community.faq import recording
from community.faq.forms import FaqForm
from community.faq.models import FaqEntry
from community.faq.rules import keeper
from community.spaces import tabs
from community.threads.views import find as find_thread
from portal.web.pages import refusal, transition_page, visible_or_404
from portal.web.paging import paged
from portal.workflow import Forbidden, Problem, Refused, audit_log

HERE = "community:faq"
PAGE = 25


def find(request, slug, reference):
    rows = recording.ROWS.filter(space__slug=slug)
    return visible_or_404(FaqEntry, request.user, rows=rows, reference=reference)


def faq(request, slug):
    space = tabs.find(request, slug)
    rows = FaqEntry.objects.visible_to(request.user).filter(space=space).select_related("space")
    page = paged(rows.order_by("title", "pk"), request.GET.get("page"), PAGE)
    context = tabs.frame(request, space, HERE) | {"page": page}
    return render(request, "community/faq/list.html", context)


def faq_entry(request, slug, reference):
    found = find(request, slug, reference)
    context = tabs.frame(request, found.space, HERE) | {"entry": found}
    context["offers"] = found.workflow.offers(found, request.user)
    if keeper(request.user, found):
        public = getattr(found, "public", None)
        context |= {"keeps": True, "entries": audit_log.of(found)[:20], "public": public}
    return render(request, "community/faq/one.html", context)


def faq_make(request, slug, reference):
    """From a certified answer, in one step."""
    thread = find_thread(request, slug, reference)
    if not keeper(request.user, thread):
        return refusal(request, thread, Forbidden(Problem("forbidden", recording.NOBODY)))
    source = thread.certified.source if thread.certified else ""
    first = {"title": thread.title, "source": source}
    form = FaqForm(request.POST or None, initial=first, thing=thread, by=request.user)
    return _written(request, thread, form, thread, recording.publish)


def faq_mend(request, slug, reference):
    entry = find(request, slug, reference)
    if not keeper(request.user, entry):
        return refusal(request, entry, Forbidden(Problem("forbidden", recording.NOBODY)))
    first = {"title": entry.title, "source": entry.source}
    form = FaqForm(request.POST or None, initial=first, thing=entry.thread, by=request.user)
    return _written(request, entry, form, entry, recording.mend)


def _written(request, thing, form, back, record):
    """The one page of both forms; `record` writes what it holds."""
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "source")}
        try:
            made = record(thing, by=request.user, **data) or thing
        except Refused as refused:
            return refusal(request, thing, refused)
        messages.success(request, "L’entrée de la FAQ est publiée, sans nom.")
        return redirect(made)
    context = tabs.frame(request, thing.space, HERE) | {"form": form, "back": back}
    status = 422 if form.errors else 200
    return render(request, "community/faq/write.html", context, status=status)


def faq_act(request, slug, reference, address):
    return transition_page(request, find(request, slug, reference), address)
