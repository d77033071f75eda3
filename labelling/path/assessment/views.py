"""Views of the self-assessment: themes, criterion, evidence, score."""

from django.shortcuts import render

from labelling.path.assessment import actions, pages
from labelling.path.assessment.exports import ANSWERS
from labelling.path.assessment.forms import AnswerForm, EvidenceForm
from labelling.path.dossiers.models import LabelDossier
from labelling.path.dossiers.parts.preparation import refusal
from portal.exports.tables import exported
from portal.ui import words
from portal.web.pages import form_page, visible_or_404


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user).select_related("organism", "framework")
    return visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


@exported(ANSWERS)
def detail(request, reference):
    dossier = get_dossier(request, reference)
    context = pages.overview(dossier, request.user)
    return render(request, "labelling/assessment/detail.html", context)


def theme(request, reference, code):
    dossier = get_dossier(request, reference)
    context = pages.theme(dossier, code, request.user)
    return render(request, "labelling/assessment/theme.html", context)


def score(request, reference):
    dossier = get_dossier(request, reference)
    return render(request, "labelling/assessment/score.html", pages.score(dossier))


def criterion(request, reference, code):
    dossier = get_dossier(request, reference)
    shown = pages.criterion(dossier, code, request.user)
    found = shown["criterion"]

    def answer(form, **how):
        values, seen = {found: form.values}, form.expected_stamp
        actions.answer(dossier, values, by=form.by, seen=seen, **how)
        return pages.mark_of(dossier.answers.get(criterion=found))

    return form_page(
        request,
        AnswerForm,
        thing=dossier,
        text_part=code,
        template=pages.CRITERION,
        save=answer,
        initial=pages.first_values(shown["answer"]),
        context=shown | pages.mark_of(shown["answer"]),
        done=pages.after_answer(dossier, shown, request.POST.get("act")),
        said=f"Critère {code} enregistré.",
        quietly=lambda form: answer(form, is_quiet=True),
    )


def evidence(request, reference, code):
    dossier = get_dossier(request, reference)
    shown = pages.criterion(dossier, code, request.user)
    if shown["closed"]:
        raise refusal(shown["closed"], dossier)
    found = shown["criterion"]
    return form_page(
        request,
        EvidenceForm,
        thing=dossier,
        template="labelling/assessment/evidence.html",
        context=shown,
        done=pages.criterion_url(dossier, found),
        said=lambda made: words.done(made, "Preuve versée", "preuves versées"),
        save=lambda form: actions.add_evidences(dossier, found, by=form.by, **form.facts),
    )
