"""The pages of missions: lists, opening, detail, report, observations, steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from labelling.audits import choosing, pages, recording
from labelling.audits.forms import ObservationsForm, OpenForm, ReportForm
from labelling.audits.models import AuditMission
from labelling.audits.rules import assigned
from labelling.dossiers.models import LabelDossier
from labelling.organisms.rules import member
from portal.web.once import new_key, once
from portal.web.pages import transition_page, visible_or_404
from portal.workflow import Forbidden, Problem, Refused

PAGE = 25


def found(request, reference):
    return visible_or_404(AuditMission, request.user, rows=pages.rows(), reference=reference)


def mission_list(request):
    state = request.GET.get("etat", "")
    page = Paginator(pages.listed(request.user, state), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "states": AuditMission.State.choices, "state": state}
    return render(request, "labelling/audits/list.html", context)


@once
def mission_list_of_dossier(request, reference):
    dossier = visible_or_404(LabelDossier, request.user, rows=pages.dossiers(), reference=reference)
    form = OpenForm(request.POST or None, thing=dossier, types=pages.openable(dossier))
    if request.method == "POST" and form.is_valid():
        return _open(request, dossier, form)
    missions = pages.listed(request.user).filter(dossier=dossier)
    may_open = pages.may_open(request.user, dossier)
    context = {"dossier": dossier, "missions": missions, "form": form, "may_open": may_open}
    context["once"] = new_key()
    status = 422 if form.errors else 200
    return render(request, "labelling/audits/of_dossier.html", context, status=status)


def _open(request, dossier, form):
    try:
        mission = recording.open_mission(dossier, form.cleaned_data["audit_type"], by=request.user)
    except Refused as refused:
        return refusal(request, refused, dossier)
    messages.success(request, "Mission ouverte. Proposez-la maintenant à un auditeur.")
    return redirect(mission)


def refusal(request, refused, thing):
    """A refused writing: 403 for a person, 409 for a moment, with its sentence."""
    status = 403 if isinstance(refused, Forbidden) else 409
    context = {"sentence": str(refused), "thing": thing}
    return render(request, "403.html", context, status=status)


def mission_detail(request, reference):
    context = pages.detail(found(request, reference), request.user)
    return render(request, "labelling/audits/detail.html", context)


def mission_act(request, reference, address):
    mission = found(request, reference)
    if address != "proposer":
        return transition_page(request, mission, address)
    context = choosing.table(mission, request)
    return transition_page(
        request, mission, address, template="labelling/audits/propose.html", context=context
    )


def mission_report(request, reference):
    what = (ReportForm, ("Verser le rapport", "Verser le rapport"), _store, "Rapport versé.")
    return _write(request, reference, assigned, *what)


def mission_observe(request, reference):
    said = "Observations envoyées à l’auditeur."
    words = ("Donner vos observations", "Envoyer à l’auditeur")
    what = (ObservationsForm, words, _observe, said)
    return _write(request, reference, member, *what)


def _store(mission, form, by):
    recording.add_report(mission, form.cleaned_data["file"], by=by)


def _observe(mission, form, by):
    recording.observe(mission, form.cleaned_data["text"], by=by)


@once
def _write(request, reference, rule, form_class, words, write, said):
    mission = found(request, reference)
    if not rule(request.user, mission):
        problem = Problem("forbidden", f"Seul {rule.label} ouvre cette page.")
        return refusal(request, Forbidden(problem), mission)
    form = form_class(request.POST or None, request.FILES or None, thing=mission, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            write(mission, form, request.user)
        except Refused as refused:
            return refusal(request, refused, mission)
        messages.success(request, said)
        return redirect(mission)
    page = {"thing": mission, "form": form, "once": new_key()}
    page["heading"], page["submit"] = words
    return render(request, "portal/edit.html", page, status=422 if form.errors else 200)


def criterion_or_404(request, reference, code):
    """The screen of a criterion, to those who read the mission's content (BR-39)."""
    mission = found(request, reference)
    page = pages.criterion(mission, code, request.user)
    if page is None or not pages.reads_report(request.user, mission):
        raise Http404
    return page
