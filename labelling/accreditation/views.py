"""The pages of accreditations: list, application, detail, ties, steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from labelling.accreditation import pages, recording
from labelling.accreditation.forms import ApplicationForm, TieForm
from labelling.accreditation.models import AuditorAccreditation
from portal.web.once import new_key, once
from portal.web.pages import edit_page, transition_page, visible_or_404
from portal.workflow import Refused

PAGE = 25


def _found(request, reference):
    return visible_or_404(
        AuditorAccreditation, request.user, rows=pages.every(), reference=reference
    )


def accreditation_list(request):
    state = request.GET.get("etat", "")
    rows = pages.listed(request.user, state)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    states = AuditorAccreditation.State.choices
    can_apply = pages.can_apply(request.user)
    context = {"page": page, "states": states, "state": state, "can_apply": can_apply}
    return render(request, "labelling/accreditation/list.html", context)


@require_POST
@once
def accreditation_apply(request):
    try:
        return redirect(recording.apply(request.user))
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("labelling:accreditation_list")


def accreditation_detail(request, reference):
    accreditation = _found(request, reference)
    context = pages.detail(accreditation, request.user)
    return render(request, "labelling/accreditation/detail.html", context)


def accreditation_edit(request, reference):
    accreditation = _found(request, reference)
    if not recording.may_edit(request.user, accreditation):
        sentence = "La demande se modifie par l’auditeur, tant qu’elle n’est pas déposée."
        return render(request, "403.html", {"sentence": sentence}, status=403)
    heading = {"heading": "Modifier la demande d’agrément"}
    return edit_page(request, accreditation, ApplicationForm, context=heading)


@once
def tie_declare(request, reference):
    accreditation = _found(request, reference)
    if not recording.may_declare(request.user, accreditation):
        sentence = "Seul l’auditeur ou le référent label déclare un lien."
        return render(request, "403.html", {"sentence": sentence}, status=403)
    form = TieForm(request.POST or None, thing=accreditation, by=request.user)
    if request.method == "POST" and form.is_valid():
        recording.declare_tie(accreditation, by=request.user, **form.cleaned_data)
        messages.success(
            request, "Lien déclaré. Il compte dès la prochaine proposition de mission."
        )
        return redirect(accreditation)
    page = {"thing": accreditation, "form": form, "once": new_key(), "heading": "Déclarer un lien"}
    return render(request, "portal/edit.html", page, status=422 if form.errors else 200)


def accreditation_act(request, reference, address):
    return transition_page(request, _found(request, reference), address)
