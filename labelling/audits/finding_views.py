"""The pages of findings: writing one, reading it, answering it, judging the answer."""

from django.contrib import messages
from django.shortcuts import redirect, render

from labelling.audits import pages, recording
from labelling.audits.forms import FindingForm
from labelling.audits.models import AuditFinding
from labelling.audits.rules import assigned
from labelling.audits.views import found, refusal
from portal.web.once import new_key, once
from portal.web.pages import expected_version, transition_page, visible_or_404
from portal.workflow import Refused


def _finding(request, reference, number):
    return visible_or_404(
        AuditFinding,
        request.user,
        rows=pages.findings_for(request.user),
        mission__reference=reference,
        number=number,
    )


@once
def finding_add(request, reference):
    mission = found(request, reference)
    if not assigned(request.user, mission):
        return _not_yours(request)
    initial = {"criterion": request.GET.get("critere", ""), "kind": "PS"}
    form = FindingForm(request.POST or None, thing=mission, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _write(
            request, mission, lambda: recording.add_finding(mission, **_data(request, form))
        )
    return _page(request, mission, form, "Ajouter un constat")


@once
def finding_edit(request, reference, number):
    one = _finding(request, reference, number)
    if not assigned(request.user, one):
        return _not_yours(request)
    names = ("kind", "text", "evidence")
    initial = {name: getattr(one, name) for name in names} | {"criterion": one.criterion.code}
    form = FindingForm(request.POST or None, thing=one.mission, by=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = _data(request, form) | {"expected_version": expected_version(request)}
        return _write(request, one, lambda: recording.edit_finding(one, **data))
    return _page(request, one, form, "Modifier le constat")


def _data(request, form):
    return form.cleaned_data | {"by": request.user}


def _write(request, thing, write):
    try:
        write()
    except Refused as refused:
        return refusal(request, refused, thing)
    messages.success(request, "Constat enregistré.")
    return redirect(thing)


def _not_yours(request):
    sentence = "Seul l’auditeur de la mission écrit les constats."
    return render(request, "403.html", {"sentence": sentence}, status=403)


def _page(request, thing, form, heading):
    page = {"thing": thing, "form": form, "once": new_key(), "heading": heading}
    page["version"] = thing.version
    return render(request, "portal/edit.html", page, status=422 if form.errors else 200)


def finding_detail(request, reference, number):
    one = _finding(request, reference, number)
    may_edit = assigned(request.user, one) and one.mission.state in recording.WRITING
    offers = one.workflow.offers(one, request.user)
    context = {"finding": one, "mission": one.mission, "offers": offers, "may_edit": may_edit}
    return render(request, "labelling/audits/finding.html", context)


def finding_act(request, reference, number, address):
    return transition_page(request, _finding(request, reference, number), address)
