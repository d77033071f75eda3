"""What its keepers do to a published sheet: a new version, « toujours vrai ? », a name withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from observatory import editing, editions
from observatory.finding import find
from observatory.rules import keeper
from observatory.step_forms import ReviewForm
from portal.web.pages import expected_version, refusal
from portal.workflow import Forbidden, Refused

SAID = {
    "confirm": "La fiche est confirmée pour vingt-quatre mois.",
    "archive": "La fiche quitte l’observatoire.",
    "withdraw": "La fiche est retirée.",
}
NAME_GONE = "Le nom a disparu de la fiche et de son PDF."


def practice_edition(request, reference):
    """The new version of a published sheet; the second click finds the first one's."""
    practice = find(request, reference)
    if request.method != "POST" and editions.reviser(request.user, practice):
        context = {"practice": practice, "edition": editions.under_way(practice)}
        return render(request, "observatory/edition.html", context)
    try:
        return redirect(editions.open_edition(practice, by=request.user))
    except Forbidden as problem:
        return refusal(request, practice, problem)


def practice_review(request, reference):
    """BR-87: the organism answers; « à jour » opens a version, the others are steps of the table."""
    practice = find(request, reference)
    if not keeper(request.user, practice):
        raise PermissionDenied(f"Seul {keeper.label} répond ici.")
    if not practice.is_to_confirm:
        closed = Refused("Cette fiche n’attend pas de réponse.")
        return refusal(request, practice, closed)
    form = ReviewForm(request.POST or None, thing=practice, by=request.user)
    if form.is_valid():
        return _answer(request, practice, form.cleaned_data)
    context = {"practice": practice, "form": form}
    status = 422 if form.errors else 200
    return render(request, "observatory/review.html", context, status=status)


def _answer(request, practice, data):
    answer, reason = data["answer"], data["reason"]
    version = expected_version(request)
    try:
        if answer == "update":
            return redirect(editions.open_edition(practice, by=request.user))
        practice.workflow.fire(
            practice, answer, by=request.user, expected_version=version, reason=reason
        )
    except Refused as problem:
        return refusal(request, practice, problem)
    messages.success(request, SAID[answer])
    return redirect(practice)


def practice_name(request, reference):
    """BR-86: whoever keeps the sheet takes the name off it at once."""
    practice = find(request, reference)
    if request.method != "POST" and keeper(request.user, practice):
        context = {"practice": practice}
        return render(request, "observatory/name.html", context)
    try:
        editing.withdraw_name(practice, by=request.user)
    except Refused as problem:
        return refusal(request, practice, problem)
    messages.success(request, NAME_GONE)
    return redirect(practice)
