"""Pages of the action plan: the plan, an action, its validation by the signatory."""

from django.shortcuts import render

from labelling.dossiers.models import LabelDossier
from labelling.plan import pages, recording
from labelling.plan.forms import ActionForm, ValidationForm
from labelling.stock.submitting import forbidden, submit, typed
from portal.views import get_visible_or_404


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user)
    rows = rows.select_related("organism", "framework", "action_plan__validated_by")
    return get_visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


def detail(request, reference):
    dossier = get_dossier(request, reference)
    return render(request, "labelling/plan/detail.html", pages.detail(dossier, request.user))


def add(request, reference):
    dossier = get_dossier(request, reference)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    initial = pages.first_values(dossier, request.GET)
    return submit(
        request,
        ActionForm(*typed(request), initial=initial, thing=dossier, by=request.user),
        lambda data: recording.add_actions(dossier, [data], by=request.user),
        template="labelling/plan/action.html",
        page=pages.action_page(dossier),
        done=pages.plan_url(dossier),
        said=lambda made: f"Action {made[0].number} ajoutée au plan.",
    )


def action(request, reference, number):
    dossier = get_dossier(request, reference)
    found = pages.action(dossier, number)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    initial, seen = pages.values_of(found), request.POST.get("seen")
    return submit(
        request,
        ActionForm(*typed(request), initial=initial, thing=dossier, by=request.user),
        lambda data: recording.change(found, data, by=request.user, seen=seen),
        template="labelling/plan/action.html",
        page=pages.action_page(dossier, found),
        done=pages.plan_url(dossier),
        said=f"Action {number} enregistrée.",
    )


def validate(request, reference):
    dossier = get_dossier(request, reference)
    context = pages.detail(dossier, request.user)
    if problem := recording.not_signatory(dossier, request.user) or context["closed"]:
        return forbidden(request, dossier, problem)
    return submit(
        request,
        ValidationForm(*typed(request)),
        lambda _data: recording.validate(dossier, by=request.user),
        template="labelling/plan/validate.html",
        page=context,
        done=pages.plan_url(dossier),
        said="Plan d’actions validé. Un changement d’une action demandera une nouvelle validation.",
    )
