"""Pages of the self-assessment: its themes, a criterion, its evidence, the score."""

from django.shortcuts import render

from labelling.assessment import pages, recording
from labelling.assessment.forms import AnswerForm, EvidenceForm
from labelling.dossiers.models import LabelDossier
from labelling.stock.submitting import forbidden, submit, typed
from portal.web.pages import visible_or_404


def get_dossier(request, reference):
    rows = LabelDossier.objects.visible_to(request.user).select_related("organism", "framework")
    return visible_or_404(LabelDossier, request.user, rows=rows, reference=reference)


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
    found, initial = shown["criterion"], pages.first_values(shown["answer"])
    form = AnswerForm(*typed(request), initial=initial, thing=dossier, by=request.user)

    def answer(_data=None, **how):
        seen = request.POST.get("seen")
        recording.answer(dossier, {found: form.values}, by=request.user, seen=seen, **how)
        return pages.mark_of(dossier.answers.get(criterion=found))

    return submit(
        request, form, answer, template=pages.CRITERION,
        page=shown | pages.mark_of(shown["answer"]),
        done=pages.after_answer(dossier, shown, request.POST.get("act")),
        said=f"Critère {code} enregistré.",
        quietly=lambda: answer(is_quiet=True),
    )  # fmt: skip


def evidence(request, reference, code):
    dossier = get_dossier(request, reference)
    shown = pages.criterion(dossier, code, request.user)
    found = shown["criterion"]
    if shown["closed"]:
        return forbidden(request, dossier, shown["closed"])
    return submit(
        request,
        EvidenceForm(*typed(request), thing=dossier, by=request.user),
        lambda data: recording.add_evidence(dossier, found, by=request.user, **data),
        template="labelling/assessment/evidence.html",
        page=shown,
        done=pages.criterion_url(dossier, found),
        said="Preuve versée.",
    )
