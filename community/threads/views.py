"""Views of threads: list, ask, detail, answer, follow."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from community.spaces import tabs
from community.spaces.rules import writer
from community.threads import actions, listing, pages, words
from community.threads.forms import AskForm, WriteForm
from community.threads.messages import recipients
from community.threads.messages.rules import refuse_unless_writer
from community.threads.models import Thread
from portal.web.pages import form_page, run_action, transition_page, visible_or_404
from portal.web.pagination import Paginator

HERE = "community:threads"
ANYWAY = "quand_meme"


def find_thread(request, slug, reference):
    """The thread with its space, in one query."""
    rows = pages.threads_of(request.user).filter(space__slug=slug)
    return visible_or_404(Thread, request.user, rows=rows, reference=reference)


def threads(request, slug):
    space = tabs.find_space(request, slug)
    asked = listing.read(request.GET)
    rows = listing.read_list(space, request.user, asked)
    context = tabs.frame(request, space, HERE) | listing.tools(asked)
    context |= {
        "page": listing.seated(
            Paginator(rows, listing.PAGE).get_page(request.GET.get("page")), space
        ),
        "writes": writer(request.user, space),
    }
    return render(request, "community/threads/list.html", context)


@require_safe
def threads_near(request, slug):
    """Similar questions while one types."""
    space = tabs.find_space(request, slug)
    rows = words.near(space, request.GET.get("title", "")[:140], request.user)
    return render(request, "community/threads/near.html", {"near": rows, "is_part": True})


@require_safe
def thread_names(request, slug):
    """Autocompletion of the names of the space's people after « @ »."""
    space = tabs.find_space(request, slug)
    rows = recipients.suggested(space, request.GET.get("q", "")[:60].replace("\x00", ""))
    return JsonResponse({"rows": rows})


def thread_ask(request, slug):
    space = tabs.find_space(request, slug)
    refuse_unless_writer(request.user, space)
    return form_page(
        request,
        AskForm,
        thing=space,
        template="community/threads/ask.html",
        space=space,
        context=tabs.frame(request, space, HERE),
        preview=None if request.POST.get(ANYWAY) else _near_questions,
        save=lambda form: actions.ask(space, by=request.user, **form.facts),
        said="Votre question est posée. Vous serez prévenu des réponses.",
    )


def _near_questions(form):
    """Similar questions shown after a first submission, before it is sent all the same; or None."""
    return words.near(form.thing, form.cleaned_data["title"], form.by) or None


def thread(request, slug, reference):
    found = find_thread(request, slug, reference)
    context = tabs.frame(request, found.space, HERE)
    context |= pages.thread_page(found, request.user, request.GET.get("page"))
    return render(request, "community/threads/one.html", context)


def thread_answer(request, slug, reference):
    found = find_thread(request, slug, reference)
    refuse_unless_writer(request.user, found)
    return form_page(
        request,
        WriteForm,
        thing=found,
        template="community/threads/answer.html",
        space=found.space,
        context=tabs.frame(request, found.space, HERE) | {"thread": found},
        save=lambda form: actions.answer(found, by=request.user, **form.facts),
        said="Votre réponse est publiée.",
    )


@require_POST
def thread_follow(request, slug, reference):
    found = find_thread(request, slug, reference)
    is_on = request.POST.get("suivre") == "1"
    return run_action(
        request,
        lambda: actions.follow(found, by=request.user, is_on=is_on),
        thing=found,
        said="Vous suivez cette question." if is_on else "Vous ne suivez plus cette question.",
    )


def thread_act(request, slug, reference, address):
    return transition_page(request, find_thread(request, slug, reference), address)
