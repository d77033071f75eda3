"""Views of questions: ask, answer, follow."""

from django.shortcuts import render

from observatory.practices import durations
from observatory.practices.models import GoodPractice
from observatory.practices.tabs import list_tabs
from observatory.questions import actions, pages
from observatory.questions.forms import AskForm
from observatory.questions.models import PracticeQuestion
from observatory.questions.rules import may_ask
from portal.web.pages import form_page, transition_page, visible_or_404
from portal.web.pagination import Paginator
from portal.workflow import Forbidden

PAGE = 20
NOBODY = "Seul un membre d’un autre organisme pose une question sur cette pratique."


def find_question(request, reference):
    rows = pages.ROWS.exclude(pk__in=())
    return visible_or_404(PracticeQuestion, request.user, rows=rows, reference=reference)


def questions(request):
    page = Paginator(pages.followed(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "delay": durations.in_force("question")}
    context["observatory_tabs"] = list_tabs(request.user, "questions")
    return render(request, "observatory/questions/list.html", context)


def question(request, reference):
    found = find_question(request, reference)
    return render(
        request, "observatory/questions/one.html", pages.question_page(found, request.user)
    )


def question_ask(request, slug):
    published = GoodPractice.objects.visible_to(request.user).published()
    practice = visible_or_404(GoodPractice, request.user, rows=published, slug=slug)
    if not may_ask(request.user, practice):
        raise Forbidden(NOBODY, thing=practice)
    return form_page(
        request,
        AskForm,
        thing=practice,
        template="observatory/questions/ask.html",
        context={"practice": practice, "delay": durations.in_force("question")},
        without=practice.organism_id,
        save=lambda form: actions.ask(practice, form.chosen, by=request.user, **form.facts),
        said="Votre question est transmise. La réponse arrive ici et par courriel.",
    )


def question_act(request, reference, address):
    return transition_page(request, find_question(request, reference), address)
