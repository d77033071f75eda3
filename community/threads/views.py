"""The questions of a space: listed, asked, read, answered, followed."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from community.models import Thread
from community.spaces import tabs
from community.spaces.rules import writer
from community.threads import listing, naming, pages, recording, words
from community.threads.forms import AskForm, WriteForm
from community.threads.rules import obstacle
from portal.web.pages import refusal, transition_page, visible_or_404
from portal.web.paging import paged
from portal.workflow import Refused

HERE = "community:threads"
ANYWAY = "quand_meme"


def find(request, slug, reference):
    """The thread with its space, in one query."""
    rows = pages.threads_of(request.user).filter(space__slug=slug)
    return visible_or_404(Thread, request.user, rows=rows, reference=reference)


def threads(request, slug):
    space = tabs.find(request, slug)
    asked = listing.read(request.GET)
    rows = listing.listed(space, request.user, asked)
    context = tabs.frame(request, space, HERE) | listing.tools(asked)
    context |= {
        "page": listing.seated(paged(rows, request.GET.get("page"), listing.PAGE), space),
        "writes": writer(request.user, space),
    }
    return render(request, "community/threads/list.html", context)


def near(request, space, title):
    return {"near": words.near(space, title, request.user)}


@require_safe
def threads_near(request, slug):
    """What is close to a question while it is typed."""
    space = tabs.find(request, slug)
    context = near(request, space, request.GET.get("title", "")[:140])
    return render(request, "community/threads/near.html", context | {"is_part": True})


@require_safe
def thread_names(request, slug):
    """The people of the space whose name begins as what was typed after « @ »."""
    space = tabs.find(request, slug)
    rows = naming.suggested(space, request.GET.get("q", "")[:60].replace("\x00", ""))
    return JsonResponse({"rows": rows})


def thread_ask(request, slug):
    space = tabs.find(request, slug)
    if problem := obstacle(request.user, space):
        return refusal(request, space, problem)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = AskForm(*given, space=space, by=request.user)
    context, status = {"near": []}, 200
    if request.method == "POST":
        context, status = _looked_at(request, space, form)
        if status == 302:
            return _asked(request, space, form)
    context |= tabs.frame(request, space, HERE) | {"form": form}
    return render(request, "community/threads/ask.html", context, status=status)


def _looked_at(request, space, form):
    """(what the page tells, its status): 302 when the question may be recorded."""
    if not form.is_valid():
        return {"near": []}, 422
    if request.POST.get(ANYWAY):
        return {}, 302
    found = near(request, space, form.cleaned_data["title"])
    if not found["near"]:
        return found, 302
    form.say_what_is_lost()
    return found | {"is_near": True}, 200


def _asked(request, space, form):
    data = form.cleaned_data
    facts = {"title": data["title"], "source": data["source"], "tags": form.tags}
    made = recording.ask(space, by=request.user, pieces=form.pieces, **facts)
    messages.success(request, "Votre question est posée. Vous serez prévenu des réponses.")
    return redirect(made)


def thread(request, slug, reference):
    found = find(request, slug, reference)
    context = tabs.frame(request, found.space, HERE)
    context |= pages.one(found, request.user, request.GET.get("page"))
    return render(request, "community/threads/one.html", context)


def thread_answer(request, slug, reference):
    found = find(request, slug, reference)
    if problem := obstacle(request.user, found):
        return refusal(request, found, problem)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = WriteForm(*given, space=found.space, by=request.user)
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = _refused(request, found, form)
        if refused is None:
            return redirect(form.made)
    context = tabs.frame(request, found.space, HERE) | {"form": form, "thread": found}
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "community/threads/answer.html", context, status=status)


def _refused(request, found, form):
    """Nothing once the answer is written (`form.made`); else why, what was typed being kept."""
    facts = {"source": form.cleaned_data["source"], "pieces": form.pieces}
    try:
        form.made = recording.answer(found, by=request.user, **facts)
    except Refused as refused:
        form.add_error(None, str(refused))
        form.say_what_is_lost()
        return refused
    messages.success(request, "Votre réponse est publiée.")
    return None


@require_POST
def thread_follow(request, slug, reference):
    found = find(request, slug, reference)
    is_on = request.POST.get("suivre") == "1"
    recording.follow(found, by=request.user, is_on=is_on)
    messages.success(
        request, "Vous suivez cette question." if is_on else "Vous ne suivez plus cette question."
    )
    return redirect(found)


def thread_act(request, slug, reference, address):
    return transition_page(request, find(request, slug, reference), address)
