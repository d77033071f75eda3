"""Views of the action plan: plan, action, validation by the signatory."""

from django.shortcuts import render

from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts.preparation import refusal
from labelling.path.plan import edits, pages
from labelling.path.plan.exports import ACTIONS
from labelling.path.plan.forms import ActionForm, ProgressForm
from labelling.path.plan.reading import PlanFileForm
from portal.exports.tables import exported
from portal.ui import words
from portal.web.forms import Form
from portal.web.pages import form_page, visible_or_404
from portal.workflow import Problem, Refused

ACTION = "labelling/plan/action.html"
PROGRESS = "labelling/plan/progress.html"


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user)
    rows = rows.select_related("organism", "framework", "action_plan__validated_by")
    return visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


@exported(ACTIONS)
def detail(request, reference):
    dossier = get_dossier(request, reference)
    return render(request, "labelling/plan/detail.html", pages.detail(dossier, request.user))


def writable(request, reference):
    """The dossier whose plan this person writes now; 403 with the reason otherwise."""
    dossier = get_dossier(request, reference)
    if problem := edits.closed(dossier, request.user):
        raise refusal(problem, dossier)
    return dossier


def add(request, reference):
    dossier = writable(request, reference)
    shown = pages.action_page(dossier)
    return form_page(
        request,
        ActionForm,
        thing=dossier,
        template=ACTION,
        context=shown,
        initial=pages.first_values(dossier, request.GET),
        done=pages.plan_url(dossier),
        save=lambda form: edits.add_actions(dossier, [form.facts], by=form.by),
        said=lambda made: f"Action {made[0].number} ajoutée au plan.",
        quietly=pages.unsigned(shown, lambda form: _begin(dossier, form)),
    )


def upload(request, reference):
    """The plan of a spreadsheet: shown row by row first, then added; what the plan has already is left aside."""
    dossier = writable(request, reference)
    return form_page(
        request,
        PlanFileForm,
        thing=dossier,
        template="labelling/plan/upload.html",
        context={"dossier": dossier},
        preview=lambda form: None if "sure" in request.POST else form.cleaned_data["file"],
        save=lambda form: _add_rows(dossier, form.cleaned_data["file"], by=form.by),
        said=lambda made: (
            f"{words.count(len(made), 'action ajoutée', 'actions ajoutées')} au plan."
        ),
        done=pages.plan_url(dossier),
    )


def _add_rows(dossier, found, *, by):
    if not found.kept:
        raise Refused(Problem("nothing", "Aucune ligne de ce fichier n’est à ajouter."))
    return edits.add_actions(dossier, [row.facts for row in found.kept], by=by)


def _begin(dossier, form):
    """The first quiet save of an action makes it; the page goes on at its own address."""
    if not form.cleaned_data.get("title"):
        raise Refused(
            Problem("title", "écrivez d’abord ce qui sera fait, dans «\u00a0Action\u00a0».")
        )
    (made,) = edits.add_actions(dossier, [form.cleaned_data], by=form.by, is_quiet=True)
    return pages.mark_of(made) | {"address": pages.action_url(dossier, made)}


def action(request, reference, number):
    dossier = get_dossier(request, reference)
    if edits.closed(dossier, request.user):
        return _progress(request, dossier, number)
    found = pages.action(dossier, number)

    def change(form, **how):
        return edits.change(found, form.facts, by=form.by, seen=form.expected_stamp, **how)

    return form_page(
        request,
        ActionForm,
        thing=dossier,
        text_part=str(number),
        template=ACTION,
        initial=pages.values_of(found),
        context=pages.action_page(dossier, found),
        save=change,
        done=pages.plan_url(dossier),
        said=f"Action {number} enregistrée.",
        quietly=lambda form: pages.mark_of(change(form, is_quiet=True)),
    )


def _progress(request, dossier, number):
    """Once the plan is frozen."""
    if problem := edits.stuck(dossier, request.user):
        raise refusal(problem, dossier)
    found = pages.action(dossier, number)
    return form_page(
        request,
        ProgressForm,
        thing=dossier,
        template=PROGRESS,
        context=pages.action_page(dossier, found),
        initial={"progress": found.progress},
        done=pages.plan_url(dossier),
        said=f"Action {number} enregistrée.",
        save=lambda form: edits.advance(
            found, form.facts["progress"], by=form.by, seen=form.expected_stamp
        ),
    )


def validate(request, reference):
    dossier = get_dossier(request, reference)
    context = pages.detail(dossier, request.user)
    if problem := edits.not_signatory(dossier, request.user) or context["closed"]:
        raise refusal(problem, dossier)
    return form_page(
        request,
        Form,
        thing=dossier,
        template="labelling/plan/validate.html",
        context=context,
        save=lambda form: edits.validate(dossier, by=form.by),
        done=pages.plan_url(dossier),
        said="Plan d’actions validé. Un changement d’une action demandera une nouvelle validation.",
    )
