"""Views « Absences » (list, declared, ended, reminder put away) and of who takes care of a thing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from portal.absences.models import Absence
from portal.assignments import actions, pages
from portal.assignments.forms import AbsenceForm
from portal.assignments.kinds import ASSIGNABLES
from portal.assignments.rules import officer
from portal.web.navigation import way_back
from portal.web.pages import form_page, run_action, visible_or_404

FOLDER = "portal/assignments"
LIST = reverse_lazy("absence_list")


def absence_list(request):
    _only_officers(request)
    return render(
        request, f"{FOLDER}/absences.html", pages.absences(request.user, request.GET.get("page"))
    )


def absence_declare(request):
    _only_officers(request)
    return form_page(
        request,
        AbsenceForm,
        template=f"{FOLDER}/declare.html",
        title="Noter une absence",
        submit="Noter l’absence",
        done=LIST,
        save=lambda form: actions.declare(by=form.by, **form.facts),
        said=lambda made: (
            f"{made}\u00a0: c’est noté. Les personnes de la même fonction en reçoivent un courriel."
        ),
    )


@require_POST
def absence_end(request, reference):
    absence = _absence(request, reference)
    return run_action(
        request,
        lambda: actions.end(absence, by=request.user),
        thing=absence,
        said=lambda made: f"{made}\u00a0: c’est fini.",
        done=reverse("space"),
    )


@require_POST
def absence_put_away(request, reference):
    absence = _absence(request, reference)
    return run_action(
        request,
        lambda: actions.put_away(absence, by=request.user),
        thing=absence,
        said="Rappel rangé.",
        done=reverse("space"),
    )


@require_POST
def assignment_take(request, word, reference):
    thing = _thing(request, word, reference)
    return run_action(
        request,
        lambda: actions.take(thing, by=request.user),
        thing=thing,
        said="Vous vous en chargez. Les autres personnes de votre fonction le lisent.",
        **_led_back(request, thing),
    )


@require_POST
def assignment_take_over(request, word, reference):
    thing, known = _thing(request, word, reference), request.POST.get("prise", "")
    known = int(known) if known.isdecimal() and len(known) < 19 else 0
    return run_action(
        request,
        lambda: actions.take_over(thing, by=request.user, known=known),
        thing=thing,
        said="Vous vous en chargez. Qui s’en chargeait en reçoit un courriel.",
        done=thing,
    )


@require_POST
def assignment_release(request, word, reference):
    thing = _thing(request, word, reference)
    return run_action(
        request,
        lambda: actions.release(thing, by=request.user),
        thing=thing,
        said="Vous ne vous en chargez plus. C’est de nouveau à toutes les personnes de la fonction.",
        **_led_back(request, thing),
    )


def _led_back(request, thing):
    """To the thing; a table that the act stands in is led back to, refused or not, and says why."""
    back = way_back(request, None)
    if back is None:
        return {"done": thing}

    def refuse(problems):
        messages.error(request, " ".join(map(str, problems)))
        return redirect(back)

    return {"done": back, "otherwise": refuse}


def _only_officers(request):
    """The page does not exist for who holds no office."""
    if not officer(request.user, None):
        raise Http404


def _absence(request, reference):
    _only_officers(request)
    return visible_or_404(Absence, request.user, reference=reference)


def _thing(request, word, reference):
    model = next((one.model for one in ASSIGNABLES.values() if one.word == word), None)
    if model is None:
        raise Http404
    return visible_or_404(model, request.user, reference=reference)
