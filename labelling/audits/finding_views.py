"""Views of audit findings: writing, reading, answering, judging the answer."""

from django.shortcuts import render

from labelling.audits import actions, pages
from labelling.audits.forms import FindingForm
from labelling.audits.models import AuditFinding, AuditMission
from labelling.audits.rules import assigned
from labelling.audits.views import visible_mission
from portal.web.pages import form_page, only, transition_page, visible_or_404

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
