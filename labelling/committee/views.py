"""Pages of sessions: list, one session, its agenda, attendance, declarations, minutes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.committee import agenda, correcting, forms, interests, minutes, pages, seating
from labelling.committee.models import CommitteeSession
from labelling.organisms.rules import committee_office
from portal.web.pages import edit_page, expected_version, transition_page, visible_or_404
from portal.workflow import Forbidden, Problem, Refused, Stale

PAGE = 30
FOLDER = "labelling/committee/"


def session_of(request, reference):
    return visible_or_404(CommitteeSession, request.user, rows=pages.SESSIONS, reference=reference)


def only(rule, request, thing=None):
    """The page belongs to `rule`; Forbidden (403) with its sentence otherwise."""
    if not rule(request.user, thing):
        raise Forbidden(Problem("forbidden", f"Seul {rule.label} ouvre cette page."))


def posted(request):
    """What the form receives; a POST without any field is bound all the same."""
    return request.POST if request.method == "POST" else None


def page(request, name, context, form=None, status=200):
    """A page with its form: 422 when something is to correct."""
    status = 422 if form is not None and form.errors and status == 200 else status
    context = {"form": form} | context
    return render(request, f"{FOLDER}{name}.html", context, status=status)


def refused(view):
    """A refusal of a page that is not a step: 403 with its sentence, or a message on the thing's page."""

    def guarded(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Forbidden as refusal:
            return render(request, "403.html", {"sentence": str(refusal)}, status=403)

    return guarded


def session_list(request):
    rows = Paginator(pages.session_rows(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": rows, "may_create": agenda.may_list(request.user, None)}
    return page(request, "list", context)


@refused
def session_create(request):
    only(agenda.may_list, request)
    form = forms.SessionForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        session = agenda.create(request.user, **form.cleaned_data)
        messages.success(request, "Séance préparée. Inscrivez maintenant ses points.")
        return redirect(session)
    return page(request, "create", {}, form)


def session_detail(request, reference):
    session = session_of(request, reference)
    return page(request, "session", pages.session(session, request.user))


def session_act(request, reference, address):
    return transition_page(request, session_of(request, reference), address)


@refused
def session_edit(request, reference):
    session = session_of(request, reference)
    only(agenda.may_list, request, session)
    if session.state != session.State.DRAFT:
        raise Forbidden(Problem("state", "La séance est convoquée : elle ne se modifie plus."))
    return edit_page(request, session, forms.SessionEdit, context={"heading": "Modifier la séance"})


@refused
def session_agenda(request, reference):
    """Every ticked point is listed, or none."""
    session = session_of(request, reference)
    only(agenda.may_list, request, session)
    form = forms.ListForm(posted(request), session=session, by=request.user)
    problem, status = agenda.problem(session), 200
    if request.method == "POST" and form.is_valid():
        try:
            agenda.add_all(session, form.chosen, by=request.user)
            messages.success(request, "Points inscrits. Les organismes concernés sont prévenus.")
            return redirect(session)
        except Refused as refusal:
            problem, status = str(refusal), 409
    return page(request, "agenda", {"session": session, "problem": problem}, form, status)


@refused
def session_attendance(request, reference):
    session = session_of(request, reference)
    only(committee_office, request, session)
    form = forms.AttendanceForm(posted(request), session=session, by=request.user)
    context, status = {"session": session, "version": session.version, "is_stale": False}, 200
    if request.method == "POST" and form.is_valid():
        try:
            seating.note(
                session, form.marks, by=request.user, expected_version=expected_version(request)
            )
            messages.success(request, "Présences notées. Le quorum est recalculé.")
            return redirect(session)
        except Stale as stale:
            context, status = context | {"version": stale.current.version, "is_stale": True}, 409
    return page(request, "attendance", context, form, status)


@refused
def session_interests(request, reference):
    session = session_of(request, reference)
    items = interests.to_declare(session)
    form = forms.InterestsForm(posted(request), items=items, by=request.user)
    problem, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            interests.declare(session, request.user, form.answers)
            messages.success(request, "Déclarations enregistrées.")
            return redirect(session)
        except Refused as refusal:
            problem, status = str(refusal), 403 if isinstance(refusal, Forbidden) else 409
    context = {"session": session, "rows": form.rows, "problem": problem}
    return page(request, "interests", context, form, status)


def session_minutes(request, reference):
    session = session_of(request, reference)
    if not session.minutes_text:
        raise Http404
    may_edit = (
        committee_office(request.user, session) and session.state == session.State.MINUTES_DRAFT
    )
    is_intact = not session.minutes_digest or minutes.is_intact(session)
    context = {"session": session, "may_edit": may_edit, "is_intact": is_intact}
    context |= correcting.shown(session, request.user)
    return page(request, "minutes", context | minutes.parts(session))


@refused
def session_minutes_edit(request, reference):
    session = session_of(request, reference)
    only(committee_office, request, session)
    if session.state != session.State.MINUTES_DRAFT:
        raise Forbidden(Problem("state", "Un relevé approuvé ne change plus."))
    return edit_page(request, session, forms.MinutesEdit, context={"heading": "Corriger le relevé"})
