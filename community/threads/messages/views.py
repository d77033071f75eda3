"""Views of the steps of a message: edit, thank, moderate, certify, turn into a practice or a FAQ entry."""

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from community.spaces import tabs
from community.threads import actions, pages
from community.threads.forms import QuestionForm, WriteForm
from community.threads.messages.rules import deriver, editor, refuse_unless_writer
from community.threads.models import ThreadMessage
from community.threads.views import HERE
from portal.web import text_history
from portal.web.forms import Form
from portal.web.pages import form_page, only, run_action, transition_page, visible_or_404
from portal.workflow import Forbidden


def find_message(request, slug, reference, number):
    rows = pages.MESSAGES.filter(thread__space__slug=slug, thread__reference=reference)
    return visible_or_404(ThreadMessage, request.user, rows=rows, number=number)


def message(request, slug, reference, number):
    """Redirects to the message on its page of the thread."""
    found = find_message(request, slug, reference, number)
    page = pages.page_of(found)
    query = f"?page={page}" if page > 1 else ""
    return redirect(f"{found.thread.get_absolute_url()}{query}#m{found.number}")


def message_mend(request, slug, reference, number):
    found = find_message(request, slug, reference, number)
    refuse_unless_writer(request.user, found)
    only(editor, request.user, found, actions.NOT_MINE)
    space, is_certified = found.thread.space, found.thread.certified_id == found.pk
    late = {"is_late": actions.is_late(found), "is_certified": is_certified}
    return form_page(
        request,
        QuestionForm if found.is_question else WriteForm,
        thing=found,
        said="Votre message est modifié.",
        template="community/threads/mend.html",
        context=tabs.frame(request, space, HERE) | {"message": found} | late,
        initial={"source": found.source, "title": found.thread.title},
        space=space,
        with_files=False,
        save=lambda form: actions.edit(found, by=request.user, **form.cleaned_data),
        rewrites=(found, ("source",)),
    )


@require_POST
def message_thank(request, slug, reference, number):
    found = find_message(request, slug, reference, number)
    return run_action(
        request, lambda: actions.thank(found, by=request.user), thing=found, done=found
    )


def message_act(request, slug, reference, number, address):
    """Whoever may not write is told why first (BR-88)."""
    found = find_message(request, slug, reference, number)
    if found.workflow.by_address(address) is None:
        raise Http404
    refuse_unless_writer(request.user, found)
    return transition_page(request, found, address)


def message_offshoot(request, slug, reference, number, name):
    """One step: its effect is shown, then the practice or the FAQ entry is begun."""
    found = find_message(request, slug, reference, number)
    offshoot = text_history.OFFSHOOTS.get(name)
    if offshoot is None:
        raise Http404
    if not deriver(request.user, found) or not offshoot.suits(request.user, found.author):
        raise Forbidden(actions.NOT_YOURS, thing=found)
    return form_page(
        request,
        Form,
        thing=found,
        template="community/threads/offshoot.html",
        context={"message": found, "offshoot": offshoot},
        save=lambda form: offshoot.start(form.by, found.thread.title, found.source, found.author),
    )
