"""Pages of the addenda to approved minutes: the secretariat writes, the président approves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from labelling.committee import correcting
from labelling.committee.forms import AddendumForm
from labelling.committee.views import only, page, posted, refused, session_of
from labelling.organisms.rules import chair, secretary
from portal.web.pages import expected_version
from portal.workflow import Forbidden, Problem, Stale

CHANGED = "Ce relevé a changé pendant que vous lisiez. Rien n’a été enregistré : relisez, puis recommencez."


@refused
def session_addendum(request, reference):
    session = session_of(request, reference)
    only(secretary, request, session)
    if not correcting.is_correctable(session):
        raise Forbidden(Problem("state", "Un additif suit un relevé approuvé."))
    waiting = correcting.pending(session)
    initial = {"text": waiting.text if waiting else ""}
    form = AddendumForm(posted(request), thing=session, by=request.user, initial=initial)
    context = {"session": session, "version": session.version}
    if request.method == "POST" and form.is_valid():
        try:
            text, version = form.cleaned_data["text"], expected_version(request)
            correcting.write(session, text, by=request.user, expected_version=version)
            messages.success(request, "Additif enregistré. La présidence est prévenue.")
            return redirect("labelling:session_minutes", reference)
        except Stale as stale:
            context |= {"version": stale.current.version, "problem": CHANGED}
            return page(request, "addendum", context, form, 409)
    return page(request, "addendum", context, form)


@refused
def session_addendum_approve(request, reference):
    session = session_of(request, reference)
    only(chair, request, session)
    waiting = correcting.pending(session)
    if waiting is None:
        raise Http404
    context = {"session": session, "pending": waiting, "version": session.version}
    if request.method == "POST":
        try:
            correcting.approve(session, by=request.user, expected_version=expected_version(request))
            messages.success(
                request, "Additif approuvé. Le PDF du relevé avec ses additifs se prépare."
            )
            return redirect("labelling:session_minutes", reference)
        except Stale as stale:
            context |= {"version": stale.current.version, "problem": CHANGED}
            return page(request, "addendum_approve", context, status=409)
    return page(request, "addendum_approve", context)
