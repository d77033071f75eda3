"""Views of sessions: list, detail, agenda, attendance, declarations, minutes."""

from django.http import Http404
from django.shortcuts import render

from labelling.committee import forms, pages
from labelling.committee.agenda import actions as agenda
from labelling.committee.attendance import interests, movements, seating
from labelling.committee.minutes import actions as correcting
from labelling.committee.minutes import writing
from labelling.committee.models import CommitteeSession
from labelling.committee.sessions import listing
from labelling.committee.sessions.exports import DECISIONS, SESSIONS
from labelling.parties.accreditation.models import AuditorAccreditation
from labelling.parties.organisms.rules import committee_office
from labelling.path.dossiers.models import LabelDossier
from labelling.title.labels.models import Label
from portal.exports.tables import exported
from portal.web.pages import edit_page, form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Closed

SUBJECTS = (LabelDossier, Label, AuditorAccreditation)


def where_to_list(user, reference):
    """The sessions to come whose agenda may still take what one comes from; nothing without any."""
    if not reference or not agenda.may_list(user, None):
        return {}
    seen = (model.objects.visible_to(user).filter(reference=reference) for model in SUBJECTS)
    subject = next(filter(None, (rows.first() for rows in seen)), None)
    if subject is None:
        return {}
    rows = CommitteeSession.objects.visible_to(user).filter(state__in=agenda.OPEN_TO_LISTING)
    rows = [
        one
        for one in rows.select_related("rules").order_by("held_on")
        if agenda.problem(one) is None
    ]
    return {"subject": subject, "sessions": rows}


PAGE = 30
FOLDER = "labelling/committee"


def session_of(request, reference):
    return visible_or_404(CommitteeSession, request.user, rows=pages.SESSIONS, reference=reference)


@exported(SESSIONS)
def session_list(request):
    form = listing.filter_form(request.user, request.GET)
    rows = form.narrow(listing.seen(request.user))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_narrowed": any(form.cleaned_data.values())}
    context["may_create"] = agenda.may_list(request.user, None)
    context |= where_to_list(request.user, request.GET.get("dossier", ""))
    return render(request, f"{FOLDER}/list.html", context)


def session_create(request):
    only(agenda.may_list, request.user)
    return form_page(
        request,
        forms.SessionForm,
        template=f"{FOLDER}/create.html",
        save=lambda form: agenda.create(form.by, **form.facts),
        said="Séance préparée. Inscrivez maintenant ses points.",
    )


@exported(DECISIONS)
def session_detail(request, reference):
    session = session_of(request, reference)
    return render(request, f"{FOLDER}/session.html", pages.session(session, request.user))


def session_act(request, reference, address):
    return transition_page(request, session_of(request, reference), address)


def session_edit(request, reference):
    session = session_of(request, reference)
    only(agenda.may_list, request.user, session)
    if session.state != session.State.DRAFT:
        raise Closed(forms.CONVENED, thing=session)
    return edit_page(request, session, forms.SessionEdit, context={"heading": "Modifier la séance"})


def session_agenda(request, reference):
    """Every ticked point is listed, or none."""
    session = session_of(request, reference)
    only(agenda.may_list, request.user, session)
    problem = agenda.problem(session) if request.method != "POST" else ""
    return form_page(
        request,
        forms.ListForm,
        thing=session,
        template=f"{FOLDER}/agenda.html",
        session=session,
        context={"session": session, "problem": problem},
        done=session,
        initial={key: [request.GET.get("dossier", "")] for key in ("label", "accreditation")},
        save=lambda form: agenda.add_all(session, form.chosen, by=form.by),
        said="Points inscrits. Les organismes concernés sont prévenus.",
    )


def session_attendance(request, reference):
    session = session_of(request, reference)
    only(committee_office, request.user, session)

    def save(form):
        seating.note(
            session, form.marks, by=form.by, at=form.at, expected_version=form.expected_version
        )

    context = {"session": session, "movements": movements.list_movements(session)}
    return form_page(
        request,
        forms.AttendanceForm,
        thing=session,
        template=f"{FOLDER}/attendance.html",
        session=session,
        context=context,
        save=save,
        done=session,
        said="Présences notées. Le quorum est recalculé.",
    )


def session_interests(request, reference):
    session = session_of(request, reference)
    return form_page(
        request,
        forms.InterestsForm,
        thing=session,
        template=f"{FOLDER}/interests.html",
        items=interests.to_declare(session),
        context={"session": session},
        done=session,
        save=lambda form: interests.declare(session, form.by, form.answers),
        said="Déclarations enregistrées.",
    )


def session_minutes(request, reference):
    session = session_of(request, reference)
    if not session.minutes_text:
        raise Http404
    may_edit = (
        committee_office(request.user, session) and session.state == session.State.MINUTES_DRAFT
    )
    is_intact = not session.minutes_digest or writing.is_intact(session)
    context = {"session": session, "may_edit": may_edit, "is_intact": is_intact}
    context |= correcting.list_addenda(session, request.user) | writing.parts(session)
    return render(request, f"{FOLDER}/minutes.html", context)


def session_minutes_edit(request, reference):
    session = session_of(request, reference)
    only(committee_office, request.user, session)
    if session.state != session.State.MINUTES_DRAFT:
        said = "Le relevé se corrige une fois établi, jusqu’à son approbation\u00a0; ensuite, par un additif."
        raise Closed(said, thing=session)
    return edit_page(request, session, forms.MinutesEdit, context={"heading": "Corriger le relevé"})
