"""View that takes over a label decided before the portal: the decision first, then its days and its proof."""

from django.shortcuts import render

from labelling.parties.organisms.rules import referent
from labelling.steering.history_import.labels.actions import take_over
from labelling.steering.history_import.labels.forms import KINDS, DecisionForm, LabelForm
from portal.ui import words
from portal.web.pages import form_page, only

FOLDER = "labelling/history_import"


def label_take_over(request):
    """The référent's alone. The decision is in the address: its page can be left and come back to."""
    only(referent, request.user)
    asked = request.GET if "decision" in request.GET else None
    initial = {"type": "initial", "organisme": request.GET.get("organisme", "")}
    form = DecisionForm(asked, by=request.user, initial=initial)
    if not form.is_valid():
        status = 422 if form.errors or request.method == "POST" else 200
        return render(request, f"{FOLDER}/label_decision.html", {"form": form}, status=status)
    organism = form.cleaned_data["organisme"]
    return form_page(
        request,
        LabelForm,
        decision=form.cleaned_data,
        template=f"{FOLDER}/label.html",
        context={
            "organism": organism,
            "decided_on": form.cleaned_data["decision"],
            "kind": dict(KINDS)[form.cleaned_data["type"]],
        },
        save=lambda one: take_over(organism, by=request.user, **one.facts),
        said=lambda label: (
            f"Le label {label.reference} est repris, du {words.day(label.start_on)} au "
            f"{words.day(label.end_on)}."
        ),
    )
