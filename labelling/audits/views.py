"""Views of missions: lists, opening, detail, report, observations, steps."""

from django.http import Http404
from django.shortcuts import render

from labelling.audits import actions, availability, listing, pages
from labelling.audits.exports import FINDINGS, MISSIONS
from labelling.audits.forms import ObservationsForm, OpenForm, ReportForm
from labelling.audits.models import AuditMission
from labelling.audits.rules import assigned
from labelling.dossiers.models import LabelDossier
from labelling.organisms.rules import member
from portal.exports.tables import exported
from portal.web.pages import form_page, only, transition_page, visible_or_404
from portal.web.pagination import Paginator

PAGE = 25


def visible_mission(request, reference):
    return visible_or_404(AuditMission, request.user, rows=pages.rows(), reference=reference)


@exported(MISSIONS)
def mission_list(request):
    form = listing.filter_form(request.user, request.GET)
    rows = form.narrow(listing.seen(request.user))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "is_narrowed": any(form.cleaned_data.values())}
    return render(request, "labelling/audits/list.html", context)


def mission_list_of_dossier(request, reference):
    rows = pages.dossiers()
    dossier = visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)
    return form_page(
        request,
        OpenForm,
        thing=dossier,
        template="labelling/audits/of_dossier.html",
        types=pages.openable(dossier),
        context=pages.missions_of(dossier, request.user),
        save=lambda form: actions.open_mission(dossier, by=form.by, **form.facts),
        said="Mission ouverte. Proposez-la maintenant à un auditeur.",
    )


@exported(FINDINGS)
def mission_detail(request, reference):
    context = pages.detail(visible_mission(request, reference), request.user)
    return render(request, "labelling/audits/detail.html", context)


def mission_act(request, reference, address):
    mission = visible_mission(request, reference)
    if address != "proposer":
        return transition_page(request, mission, address)
    context = availability.table(mission, request)
    return transition_page(
        request, mission, address, template="labelling/audits/propose.html", context=context
    )


def mission_report(request, reference):
    mission = visible_mission(request, reference)
    only(assigned, request.user, mission)
    return form_page(
        request,
        ReportForm,
        thing=mission,
        title="Verser le rapport",
        submit="Verser le rapport",
        save=lambda form: actions.add_report(mission, form.cleaned_data["file"], by=form.by),
        said="Rapport versé.",
        done=mission,
    )


def mission_observe(request, reference):
    mission = visible_mission(request, reference)
    only(member, request.user, mission)
    return form_page(
        request,
        ObservationsForm,
        thing=mission,
        title="Donner vos observations",
        submit="Envoyer à l’auditeur",
        said="Observations envoyées à l’auditeur, qui reçoit un courriel.",
        save=lambda form: actions.observe(mission, form.cleaned_data["text"], by=form.by),
    )


def criterion_or_404(request, reference, code):
    """The screen of a criterion, to those who read the mission's content (BR-39)."""
    mission = visible_mission(request, reference)
    page = pages.criterion(mission, code, request.user)
    if page is None or not pages.reads_report(request.user, mission):
        raise Http404
    return page
