"""Pages of the action plan: the plan, an action, its validation by the signatory."""

from django.shortcuts import render

from labelling.dossiers.models import LabelDossier
from labelling.plan import pages, recording
from labelling.plan.forms import ActionForm, ValidationForm
from labelling.stock.submitting import forbidden, submit, typed
from portal.web.pages import visible_or_404
from portal.workflow import Problem, Refused


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user)
    rows = rows.select_related("organism", "framework", "action_plan__validated_by")
    return visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


def detail(request, reference):
    dossier = get_dossier(request, reference)
    return render(request, "labelling/plan/detail.html", pages.detail(dossier, request.user))


def add(request, reference):
    dossier = get_dossier(request, reference)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    initial = pages.first_values(dossier, request.GET)
    form = ActionForm(*typed(request), initial=initial, thing=dossier, by=request.user)
    return submit(
        request, form, lambda data: recording.add_actions(dossier, [data], by=request.user),
        template="labelling/plan/action.html",
        page=(shown := pages.action_page(dossier)),
        done=pages.plan_url(dossier),
        said=lambda made: f"Action {made[0].number} ajoutée au plan.",
        quietly=pages.unsigned(shown, lambda: _begin(dossier, form)),
    )  # fmt: skip


def _begin(dossier, form):
    """The first quiet save of an action makes it; the page goes on at its own address."""
    if not form.cleaned_data.get("title"):
        raise Refused(Problem("title", "écrivez d’abord ce qui sera fait, dans « Action »."))
    (made,) = recording.add_actions(dossier, [form.cleaned_data], by=form.by, is_quiet=True)
    return pages.mark_of(made) | {"address": pages.action_url(dossier, made)}


def action(request, reference, number):
    dossier = get_dossier(request, reference)
    found = pages.action(dossier, number)
    if problem := recording.closed(dossier, request.user):
        return forbidden(request, dossier, problem)
    form = ActionForm(
        *typed(request), initial=pages.values_of(found), thing=dossier, by=request.user
    )

    def change(data, **how):
        return recording.change(found, data, by=request.user, seen=request.POST.get("seen"), **how)

    return submit(
        request, form, change,
        template="labelling/plan/action.html", page=pages.action_page(dossier, found),
        done=pages.plan_url(dossier), said=f"Action {number} enregistrée.",
        quietly=lambda: pages.mark_of(change(form.cleaned_data, is_quiet=True)),
    )  # fmt: skip


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
