"""Views of missions: lists, opening, detail, report, observations, steps."""

from django.http import Http404
from django.shortcuts import render

from labelling.parties.organisms.rules import member
from labelling.path.audits import actions, eligibility
from labelling.path.audits.missions import listing, pages
from labelling.path.audits.missions.exports import FINDINGS, MISSIONS
from labelling.path.audits.missions.forms import (
    FindingForm,
    ObservationsForm,
    OpenForm,
    RatingForm,
    ReportForm,
)
from labelling.path.audits.models import AuditFinding, AuditMission
from labelling.path.audits.rules import assigned
from labelling.path.dossiers.models import LabelDossier
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
    context = eligibility.table(mission, request)
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


def criterion_detail(request, reference, code):
    page = criterion_or_404(request, reference, code)
    mission, following = page["mission"], page["following"]

    def rate(form, **how):
        """Gives the mark of what is kept."""
        seen = {code: form.expected_stamp or ""}
        actions.rate(mission, {code: form.value}, by=form.by, seen=seen, **how)
        return pages.mark_of(mission.ratings.filter(criterion=page["criterion"]).first())

    return form_page(
        request,
        RatingForm,
        thing=mission,
        text_part=code,
        template="labelling/audits/criterion.html",
        save=rate,
        initial=pages.rated(page["rating"]),
        context=page | pages.beside_rating(page),
        said=f"{code} : c’est enregistré.",
        quietly=lambda form: rate(form, is_quiet=True),
        done=pages.criterion_url(mission, following) if following else mission,
    )


NOT_YOURS = "Seul l’auditeur de la mission écrit les constats."
WRITTEN = "Constat enregistré."


def _finding(request, reference, number):
    return visible_or_404(
        AuditFinding,
        request.user,
        rows=pages.findings_for(request.user),
        mission__reference=reference,
        number=number,
    )


def _refuse_late_form(request, mission):
    """No empty form to fill for nothing; one sent too late comes back with what it says."""
    if request.method != "POST":
        actions.refuse_late_finding(mission)


def finding_add(request, reference):
    mission = visible_mission(request, reference)
    only(assigned, request.user, mission, NOT_YOURS)
    _refuse_late_form(request, mission)
    return form_page(
        request,
        FindingForm,
        thing=mission,
        title="Ajouter un constat",
        done=mission,
        said=WRITTEN,
        initial={"criterion": request.GET.get("critere", ""), "kind": "PS"},
        save=lambda form: actions.add_finding(mission, by=form.by, **form.facts),
    )


def finding_edit(request, reference, number):
    one = _finding(request, reference, number)
    only(assigned, request.user, one, NOT_YOURS)
    _refuse_late_form(request, one.mission)

    def save(form):
        version = form.expected_version
        actions.edit_finding(one, by=form.by, expected_version=version, **form.facts)

    return form_page(
        request,
        FindingForm,
        thing=one,
        title="Modifier le constat",
        said=WRITTEN,
        save=save,
        initial=pages.first_values(one),
    )


def finding_detail(request, reference, number):
    one = _finding(request, reference, number)
    may_edit = assigned(request.user, one) and one.mission.state in actions.WRITING
    offers = one.workflow.offers(one, request.user)
    context = {"finding": one, "mission": one.mission, "offers": offers, "may_edit": may_edit}
    context["opens_mission"] = (
        AuditMission.objects.visible_to(request.user).filter(pk=one.mission_id).exists()
    )
    if may_edit and one.is_non_conformity:
        context["clash"] = pages.clash(one.mission, one.criterion)
    return render(request, "labelling/audits/finding.html", context)


def finding_act(request, reference, number, address):
    return transition_page(request, _finding(request, reference, number), address)
