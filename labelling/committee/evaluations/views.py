"""Views of the evaluation of auditors: the averages, one auditor, the form of a mission."""

from django.shortcuts import render
from django.urls import reverse

from labelling.committee.evaluations import actions, pages
from labelling.committee.evaluations.exports import EVALUATIONS
from labelling.committee.evaluations.forms import EvaluationForm
from labelling.committee.evaluations.grids import current_grid
from labelling.committee.evaluations.rules import giver, opener, side_of
from labelling.path.audits.models import AuditMission
from portal.exports.tables import exported
from portal.web.pages import form_page, only, visible_or_404
from portal.workflow import Refused

FOLDER = "labelling/evaluations"
SAID = "Merci. Votre évaluation est enregistrée\u00a0; l’auditeur n’en lira que des moyennes."


def evaluation_list(request):
    only(opener, request.user)
    return render(request, f"{FOLDER}/list.html", pages.overview(request.user))


@exported(EVALUATIONS)
def evaluations_of(request, slug):
    return render(request, f"{FOLDER}/auditor.html", pages.of_auditor(request.user, slug))


def evaluation_give(request, reference):
    mission = visible_or_404(AuditMission, request.user, rows=pages.MISSIONS, reference=reference)
    only(giver, request.user, mission)
    problem = actions.obstacle(mission, side_of(request.user, mission))
    if problem and request.method != "POST":
        raise Refused(problem, thing=mission)
    return form_page(
        request,
        EvaluationForm,
        thing=mission,
        template=f"{FOLDER}/give.html",
        title="Évaluer l’auditeur",
        submit="Envoyer l’évaluation",
        context={"mission": mission, "grid": current_grid()},
        save=lambda form: actions.give(mission, by=form.by, **form.facts),
        said=SAID,
        done=reverse("space"),
    )
