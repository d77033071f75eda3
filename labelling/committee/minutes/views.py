"""Views of addenda to minutes: written by the secretariat, approved by the président."""

from django.http import Http404
from django.urls import reverse

from labelling.committee.forms import AddendumForm, ApprovalForm
from labelling.committee.minutes import actions
from labelling.committee.views import FOLDER, session_of
from labelling.parties.organisms.rules import chair, secretary
from portal.web.pages import form_page, only
from portal.workflow import Closed


def minutes_of(session):
    return reverse("labelling:session_minutes", args=[session.reference])


def session_addendum(request, reference):
    session = session_of(request, reference)
    only(secretary, request.user, session)
    if not actions.is_correctable(session):
        raise Closed("Un additif suit un relevé approuvé.", thing=session)
    waiting = actions.pending(session)

    def save(form):
        version = form.expected_version
        actions.write(session, by=form.by, expected_version=version, **form.facts)

    return form_page(
        request,
        AddendumForm,
        thing=session,
        template=f"{FOLDER}/addendum.html",
        initial={"text": waiting.text if waiting else ""},
        context={"session": session},
        save=save,
        said="Additif enregistré. La présidence est prévenue.",
        done=minutes_of(session),
    )


def session_addendum_approve(request, reference):
    session = session_of(request, reference)
    only(chair, request.user, session)
    waiting = actions.pending(session)
    if waiting is None:
        raise Http404

    def save(form):
        actions.approve(session, by=form.by, expected_version=form.expected_version)

    return form_page(
        request,
        ApprovalForm,
        thing=session,
        template=f"{FOLDER}/addendum_approve.html",
        context={"session": session, "pending": waiting},
        save=save,
        done=minutes_of(session),
        said="Additif approuvé. Le PDF du relevé avec ses additifs se prépare.",
    )
