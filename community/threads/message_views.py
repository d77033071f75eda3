"""The acts of one message: mended, thanked, moderated, certified, turned into something else."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from community.models import ThreadMessage
from community.spaces import tabs
from community.threads import pages, recording
from community.threads.forms import QuestionForm, WriteForm
from community.threads.rules import mender, obstacle, offspring
from community.threads.views import HERE
from portal.web import offshoots
from portal.web.pages import refusal, transition_page, visible_or_404
from portal.workflow import Forbidden, Problem, Refused


def find(request, slug, reference, number):
    rows = pages.MESSAGES.filter(thread__space__slug=slug, thread__reference=reference)
    return visible_or_404(ThreadMessage, request.user, rows=rows, number=number)


def message(request, slug, reference, number):
    """The place of a message on the page of its thread."""
    found = find(request, slug, reference, number)
    page = pages.page_of(found)
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{found.thread.get_absolute_url()}{query}#m{found.number}")


def message_mend(request, slug, reference, number):
    found = find(request, slug, reference, number)
    if not mender(request.user, found):
        problem = obstacle(request.user, found)
        return refusal(request, found, problem or Forbidden(Problem("mine", recording.NOT_MINE)))
    form = _mending(request, found)
    if request.method == "POST" and form.is_valid():
        recording.mend(found, by=request.user, **form.cleaned_data)
        messages.success(request, "Votre message est modifié.")
        return redirect(found)
    context = tabs.frame(request, found.thread.space, HERE) | {"form": form, "message": found}
    context |= {"is_late": recording.is_late(found)}
    context["is_certified"] = found.thread.certified_id == found.pk
    status = 422 if form.errors else 200
    return render(request, "community/threads/mend.html", context, status=status)


def _mending(request, found):
    kind = QuestionForm if found.is_question else WriteForm
    first = {"source": found.source, "title": found.thread.title}
    given = request.POST if request.method == "POST" else None
    facts = {"space": found.thread.space, "by": request.user, "with_files": False}
    return kind(given, initial=first, **facts)


@require_POST
def message_thank(request, slug, reference, number):
    found = find(request, slug, reference, number)
    try:
        recording.thank(found, by=request.user)
    except Refused as refused:
        return refusal(request, found, refused)
    return redirect(found)


def message_act(request, slug, reference, number, address):
    """Whoever may not write is told why first (BR-88)."""
    found = find(request, slug, reference, number)
    if found.workflow.by_address(address) is None:
        raise Http404
    if problem := obstacle(request.user, found):
        return refusal(request, found, problem)
    return transition_page(request, found, address)


def message_offshoot(request, slug, reference, number, name):
    """One step: what happens is told, then it is begun."""
    found = find(request, slug, reference, number)
    offshoot = offshoots.OFFSHOOTS.get(name)
    if offshoot is None:
        raise Http404
    if not offspring(request.user, found) or not offshoot.suits(request.user, found.author):
        return refusal(request, found, Forbidden(Problem("forbidden", recording.NOT_YOURS)))
    if request.method == "POST":
        return redirect(
            offshoot.start(request.user, found.thread.title, found.source, found.author)
        )
    context = {"message": found, "offshoot": offshoot}
    return render(request, "community/threads/offshoot.html", context)
