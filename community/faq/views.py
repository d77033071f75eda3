"""Views of the FAQ of a space: read by its members, written by the référent from a certified answer."""

from django.shortcuts import render

from community.faq import actions
from community.faq.forms import FaqForm
from community.faq.models import FaqEntry
from community.faq.rules import keeper
from community.spaces import tabs
from community.threads.views import find_thread
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import audit_log

HERE = "community:faq"
PAGE = 25


def find_entry(request, slug, reference):
    rows = actions.ROWS.filter(space__slug=slug)
    return visible_or_404(FaqEntry, request.user, rows=rows, reference=reference)


def faq(request, slug):
    space = tabs.find_space(request, slug)
    rows = FaqEntry.objects.visible_to(request.user).filter(space=space).select_related("space")
    page = Paginator(rows.order_by("title__french", "pk"), PAGE).get_page(request.GET.get("page"))
    context = tabs.frame(request, space, HERE) | {"page": page}
    return render(request, "community/faq/list.html", context)


def faq_entry(request, slug, reference):
    found = find_entry(request, slug, reference)
    context = tabs.frame(request, found.space, HERE) | {"entry": found}
    context["offers"] = found.workflow.offers(found, request.user)
    if keeper(request.user, found):
        public = getattr(found, "public", None)
        context |= {"keeps": True, "entries": audit_log.entries_of(found)[:20], "public": public}
    return render(request, "community/faq/one.html", context)


def faq_make(request, slug, reference):
    thread = find_thread(request, slug, reference)
    only(keeper, request.user, thread, actions.NOBODY)
    source = thread.certified.source if thread.certified else ""
    return _write_page(
        request,
        thread,
        thread,
        initial={"title": thread.title, "source": source},
        save=lambda form: actions.publish(thread, by=request.user, **form.facts),
    )


def faq_mend(request, slug, reference):
    entry = find_entry(request, slug, reference)
    only(keeper, request.user, entry, actions.NOBODY)
    return _write_page(
        request,
        entry.thread,
        entry,
        initial={"title": entry.title, "source": entry.source},
        save=lambda form: actions.edit(entry, by=request.user, **form.facts) or entry,
        rewrites=(entry, ("title", "source")),
    )


def _write_page(request, thread, back, **given):
    """Form page shared by both forms; `back` is the thing that « renoncer » leads to."""
    return form_page(
        request,
        FaqForm,
        thing=thread,
        template="community/faq/write.html",
        context=tabs.frame(request, thread.space, HERE) | {"back": back},
        said="L’entrée de la FAQ est publiée, sans nom.",
        **given,
    )


def faq_act(request, slug, reference, address):
    return transition_page(request, find_entry(request, slug, reference), address)
