"""Views of surveys of agents: opened and printed by the organism, answered without an account."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from labelling.parties.organisms.rules import member
from labelling.path.dossiers.pages import tabs
from labelling.path.dossiers.views import visible_dossier
from labelling.path.team_surveys import actions
from labelling.path.team_surveys.forms import AnswerForm, OpenForm, PaperForm
from labelling.path.team_surveys.models import TeamSurvey, find_code
from portal.documents import pdf
from portal.web.pages import form_page, only, visible_or_404
from portal.web.rate_limits import HOUR, Limit, allows, refuse_drawing

FOLDER = "labelling/team_surveys"
CODE = "team_code"  # in the session, from the page of the code to that of the questions
TRIES = Limit(40, HOUR)  # agents of one agency share its network
WRONG = "Ce code n’ouvre rien, ou plus rien. Vérifiez chaque signe. Un code ne sert qu’une fois."
TOO_MANY = "Beaucoup de codes viennent d’être essayés. Attendez une heure, puis essayez encore."


def survey_open(request, reference):
    dossier = visible_dossier(request, reference)
    only(member, request.user, dossier)
    return form_page(
        request,
        OpenForm,
        thing=dossier,
        template=f"{FOLDER}/open.html",
        context={
            "dossier": dossier,
            "tabs": tabs(dossier, "consultation_list"),
            "is_running": actions.is_running(dossier),
        },
        save=lambda form: actions.open_survey(dossier, by=form.by, **form.facts),
        said="L’enquête est ouverte\u00a0: imprimez les codes et donnez-les.",
        done=reverse("labelling:consultation_list", args=[reference]),
    )


def survey_codes(request, reference, number):
    """The batch to cut and give out, the same each time; drawn for the organism alone."""
    dossier = visible_dossier(request, reference)
    only(member, request.user, dossier)
    survey = visible_or_404(TeamSurvey, request.user, dossier=dossier, pk=number)
    refuse_drawing(request)
    context = {
        "survey": survey,
        "organism": dossier.organism,
        "codes": survey.codes_in_order(),
        "address": settings.PORTAL_ADDRESS + reverse("labelling:team_code"),
    }
    content = pdf.render(f"{FOLDER}/codes.pdf.html", context, title="Codes de l’enquête")
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="codes-{survey.pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def private(response):
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def team_code(request):
    """One sentence for a code that is wrong, used or of a survey that is over."""

    def enter(form):
        if not allows(request, CODE, TRIES):
            raise ValidationError(TOO_MANY)
        if find_code(form.cleaned_data["code"]) is None:
            raise ValidationError(WRONG)
        request.session[CODE] = form.cleaned_data["code"]

    return private(
        form_page(
            request,
            PaperForm,
            template=f"{FOLDER}/code.html",
            save=enter,
            done="labelling:team_answer",
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def team_answer(request):
    """The questions, once; what is answered is counted and the code ends."""
    code = find_code(request.session.get(CODE, ""))
    if code is None:
        request.session.pop(CODE, None)
        return redirect("labelling:team_code")

    def save(form):
        actions.answer(code, form.facts)
        request.session.pop(CODE, None)

    return private(
        form_page(
            request,
            AnswerForm,
            thing=code,
            template=f"{FOLDER}/answer.html",
            context={"survey": code.survey, "organism": code.survey.dossier.organism},
            save=save,
            done="labelling:team_thanks",
        )
    )


@require_safe
@login_not_required
def team_thanks(request):
    return private(render(request, f"{FOLDER}/thanks.html"))
